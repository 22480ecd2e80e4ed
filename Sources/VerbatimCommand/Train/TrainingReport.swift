import Verbatim

/// What `train --json` prints, and what `check` compares.
struct TrainingReport: Codable, Sendable {
    var program: String
    var arithmetic: String
    var seed: Int
    var instructionSet: String
    var threads: Int
    /// The bits of every step's loss, in hexadecimal, in order.
    var lossBits: [String]
    /// The last values of loss and metrics by name.
    var results: [String: Double]
    var digest: String

    /// What must be equal between runs: the digest, and a digest of the losses.
    var outcome: String {
        let losses = SHA256Digest.hex(Array(lossBits.joined(separator: " ").utf8))
        return "digest \(digest), \(lossBits.count) losses with digest \(losses)"
    }
}
