/// Attributes of `slice`: start, limit and stride of each dimension.
public struct SliceAttributes: Sendable, Hashable {
    /// The first index of each dimension.
    public var start: [Int]
    /// One past the last index of each dimension.
    public var limit: [Int]
    /// The step of each dimension, at least 1.
    public var strides: [Int]

    /// Makes the attributes of a slice; strides default to 1.
    public init(start: [Int], limit: [Int], strides: [Int]? = nil) {
        self.start = start
        self.limit = limit
        self.strides = strides ?? start.map { _ in 1 }
    }

    func resultTypes(_ operands: [TensorType]) throws -> [TensorType] {
        try ShapeRules.count(operands, 1, "stablehlo.slice")
        let from = operands[0]
        try ShapeRules.require(
            start.count == from.rank && limit.count == from.rank && strides.count == from.rank
                && from.shape.indices.allSatisfy {
                    0 <= start[$0] && start[$0] <= limit[$0] && limit[$0] <= from.shape[$0] && strides[$0] > 0
                },
            "a slice lies outside its operand", received: "\(start) to \(limit) by \(strides)",
            expected: "bounds inside \(from.shape) and steps of at least 1")
        return [
            from.with(
                shape: from.shape.indices.map {
                    limit[$0] == start[$0] ? 0 : (limit[$0] - start[$0] - 1) / strides[$0] + 1
                })
        ]
    }
}
