import VerbatimArithmetic

extension TrainingState {
    /// A 128-bit fingerprint of the tensors, cheap enough for every step: 32 hexadecimal digits.
    ///
    /// docs/Arithmetic.md, "Digests", states what is computed.
    public var fingerprint: String {
        var fingerprint = StateFingerprint()
        for value in values { value.withUnsafeBytes { fingerprint.append($0) } }
        return fingerprint.hex
    }
}
