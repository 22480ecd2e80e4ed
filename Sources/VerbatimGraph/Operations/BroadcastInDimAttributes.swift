/// Attributes of `broadcast_in_dim`: the result's shape, and where each operand dimension lies in it.
public struct BroadcastInDimAttributes: Sendable, Hashable {
    /// The result's shape.
    public var shape: [Int]
    /// For each operand dimension, the result dimension it is.
    public var dimensions: [Int]

    /// Makes the attributes of a broadcast.
    public init(shape: [Int], dimensions: [Int]) {
        self.shape = shape
        self.dimensions = dimensions
    }

    func resultTypes(_ operands: [TensorType]) throws -> [TensorType] {
        try ShapeRules.count(operands, 1, "stablehlo.broadcast_in_dim")
        let from = operands[0]
        try ShapeRules.dimensions(dimensions, rank: shape.count, "stablehlo.broadcast_in_dim")
        try ShapeRules.require(
            dimensions.count == from.rank
                && zip(from.shape, dimensions).allSatisfy { $0 == 1 || $0 == shape[$1] },
            "a broadcast cannot stretch these dimensions", received: "\(from.shape) to \(shape) at \(dimensions)",
            expected: "each operand dimension 1 or equal to its result dimension")
        return [from.with(shape: shape)]
    }
}
