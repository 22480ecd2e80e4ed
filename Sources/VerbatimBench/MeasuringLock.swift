import Foundation
import Verbatim

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A lock on a file in the temporary folder that whoever measures holds, the peers' own runner too.
final class MeasuringLock: Sendable {
    private let descriptor: Int32

    init() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "bench.lock").path
        descriptor = open(path, O_RDWR | O_CREAT, 0o666)
        if descriptor < 0 {
            throw VerbatimError(
                .environment, "cannot open the lock of measurements", received: path,
                expected: "a temporary folder that can be written")
        }
    }

    deinit { close(descriptor) }

    /// What a measurement gives, nobody else measuring meanwhile.
    func held<T: Sendable>(_ measurement: () async -> T) async -> T {
        flock(descriptor, LOCK_EX)
        defer { flock(descriptor, LOCK_UN) }
        return await measurement()
    }
}
