import VerbatimArithmetic
import VerbatimGraph

extension SampleSet {
    /// The SHA-256 of each input and target under its name: its type as text, a zero byte, its elements.
    func digests(_ purpose: String) -> [(String, String)] {
        func digest(_ value: TensorValue) -> String {
            var digest = SHA256Digest()
            digest.update(utf8: "\(value.type)\0")
            value.withUnsafeBytes { digest.update($0) }
            return digest.hex
        }
        return inputs.enumerated().map { ("\(purpose)/input\($0)", digest($1)) }
            + targets.enumerated().map { ("\(purpose)/target\($0)", digest($1)) }
    }
}
