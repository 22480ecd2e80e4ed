/// Attributes of `concatenate`: the dimension along which operands are joined.
public struct ConcatenateAttributes: Sendable, Hashable {
    /// The dimension along which operands are joined.
    public var dimension: Int

    /// Makes the attributes of a concatenation.
    public init(dimension: Int) { self.dimension = dimension }

    func resultTypes(_ operands: [TensorType]) throws -> [TensorType] {
        guard let first = operands.first else {
            throw VerbatimError(.malformed, "stablehlo.concatenate got no operand")
        }
        try ShapeRules.dimensions([dimension], rank: first.rank, "stablehlo.concatenate")
        var result = first
        result.shape[dimension] = 0
        for operand in operands {
            var rest = operand
            if operand.rank == first.rank { rest.shape[dimension] = first.shape[dimension] }
            try ShapeRules.require(
                rest == first, "concatenated tensors must agree except along dimension \(dimension)",
                received: operands.map(\.description).joined(separator: ", "),
                expected: "\(first) but for that dimension")
            // A sum beyond what a tensor can hold is refused below; it must not overflow before.
            result.shape[dimension] = min(1 << 60, result.shape[dimension]) + operand.shape[dimension]
        }
        return [result]
    }
}
