import Verbatim

/// Counts and collects from closures that run anywhere.
final class Counter: Sendable {
    private let state: Guarded<[String]> = .init([])

    var count: Int { state.withLock { $0.count } }
    var lines: [String] { state.withLock { $0 } }

    func increment(_ line: String = "") { state.withLock { $0.append(line) } }
}
