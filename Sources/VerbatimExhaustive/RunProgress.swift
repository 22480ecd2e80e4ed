import Foundation

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// How far a run is, on standard error: a bar on a terminal, a line every tenth in a pipe.
struct RunProgress {
    private static let isTerminal = isatty(2) == 1
    private let label: String
    private let start = ContinuousClock.now
    private var lastUpdate: ContinuousClock.Instant?
    private var lastTenth = 0

    init(label: String) { self.label = label }

    /// A part of the run, from 0 to 1, is done.
    mutating func show(_ part: Double) {
        let now = ContinuousClock.now
        let seconds = (now - start).components.seconds
        if Self.isTerminal {
            if let lastUpdate, now - lastUpdate < .milliseconds(50) { return }
            lastUpdate = now
            let width = 30
            let filled = Int(part * Double(width))
            let bar = String(repeating: "=", count: filled) + String(repeating: ".", count: width - filled)
            Self.write("\r\u{1B}[K[\(bar)] \(Int(part * 100)) %  \(seconds) s  \(label)")
        } else if Int(part * 10) > lastTenth {
            lastTenth = Int(part * 10)
            Self.write("\(label): \(lastTenth * 10) % after \(seconds) s\n")
        }
    }

    /// Removes the bar.
    func clear() { if Self.isTerminal { Self.write("\r\u{1B}[K") } }

    private static func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
