/// Attributes of `transpose`: for each result dimension, the operand dimension it is.
public struct TransposeAttributes: Sendable, Hashable {
    /// For each result dimension, the operand dimension it is.
    public var permutation: [Int]

    /// Makes the attributes of a transpose.
    public init(_ permutation: [Int]) { self.permutation = permutation }

    /// The permutation that undoes this one.
    public var inverse: [Int] {
        var inverse = permutation
        for (position, dimension) in permutation.enumerated() { inverse[dimension] = position }
        return inverse
    }

    func resultTypes(_ operands: [TensorType]) throws -> [TensorType] {
        try ShapeRules.count(operands, 1, "stablehlo.transpose")
        try ShapeRules.require(
            permutation.sorted() == Array(0..<operands[0].rank), "a transpose permutes all dimensions",
            received: "\(permutation)", expected: "a permutation of 0 up to \(operands[0].rank - 1)",
            code: .configuration)
        return [operands[0].with(shape: permutation.map { operands[0].shape[$0] })]
    }
}
