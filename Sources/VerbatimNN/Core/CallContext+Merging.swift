import VerbatimTensor

extension CallContext {
    /// Throws unless there are inputs, and all have equally many samples.
    func expectOneBatch(_ inputs: [Tensor]) throws {
        try require(
            !inputs.isEmpty && inputs.allSatisfy { $0.rank >= 1 && $0.shape[0] == inputs[0].shape.first },
            "merges inputs that are not of one batch",
            received: inputs.isEmpty ? "no input" : "shapes " + inputs.map { "\($0.shape)" }.joined(separator: " and "),
            expected: "1 input or more, [batch, ...] each")
    }

    /// The places that count in any of the inputs; nil where one of them has no mask.
    func mergedMask(_ inputs: [Tensor]) -> Tensor? {
        let masks = inputs.compactMap(mask)
        guard masks.count == inputs.count, let first = masks.first else { return nil }
        return masks.dropFirst().reduce(first) { logicalOr($0, $1) }
    }
}
