import Benchmark
import Verbatim

/// What is read off a training state as large as the seed CNN's, by the plain code that users call.
enum StateReading: String, CaseIterable {
    case fingerprint = "fingerprint of 10 MB"
    case digest = "digest of 10 MB"

    private static let count = 2_500_000
    /// The bytes that are read.
    static let byteCount: Int = 4 * count

    /// Makes the state and gives what reads it.
    func reading() -> () -> Void {
        let elements = RandomStream(seed: 0, "state").words(count: Self.count).map(RandomStream.uniform)
        return switch self {
        case .fingerprint:
            {
                var fingerprint = StateFingerprint()
                elements.withUnsafeBytes { fingerprint.append($0) }
                blackHole(fingerprint.hex)
            }
        case .digest:
            {
                var digest = StateDigest()
                digest.append(path: "state", shape: [Self.count], elements)
                blackHole(digest.hex)
            }
        }
    }
}
