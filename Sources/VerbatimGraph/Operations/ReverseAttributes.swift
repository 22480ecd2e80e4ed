/// Attributes of `reverse`: the dimensions turned around.
public struct ReverseAttributes: Sendable, Hashable {
    /// The dimensions turned around.
    public var dimensions: [Int]

    /// Makes the attributes of a reversal.
    public init(_ dimensions: [Int]) { self.dimensions = dimensions }

    func resultTypes(_ operands: [TensorType]) throws -> [TensorType] {
        try ShapeRules.count(operands, 1, "stablehlo.reverse")
        try ShapeRules.dimensions(dimensions, rank: operands[0].rank, "stablehlo.reverse")
        return operands
    }
}
