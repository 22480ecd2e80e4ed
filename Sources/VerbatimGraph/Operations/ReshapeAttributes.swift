/// Attributes of `reshape`: the result's shape.
public struct ReshapeAttributes: Sendable, Hashable {
    /// The result's shape.
    public var shape: [Int]

    /// Makes the attributes of a reshape.
    public init(_ shape: [Int]) { self.shape = shape }

    func resultTypes(_ operands: [TensorType]) throws -> [TensorType] {
        try ShapeRules.count(operands, 1, "stablehlo.reshape")
        let result = operands[0].with(shape: shape)
        try ShapeRules.size(result, "stablehlo.reshape")
        try ShapeRules.require(
            result.count == operands[0].count,
            "a reshape must keep the number of elements", received: "\(operands[0].shape) to \(shape)",
            expected: "\(operands[0].count) elements")
        return [result]
    }
}
