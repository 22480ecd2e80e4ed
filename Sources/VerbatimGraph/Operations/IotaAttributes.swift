/// Attributes of `iota`: the dimension that counts, and the result's type.
public struct IotaAttributes: Sendable, Hashable {
    /// The dimension along which elements count from 0.
    public var dimension: Int
    /// The result's type.
    public var type: TensorType

    /// Makes the attributes of an iota.
    public init(dimension: Int, type: TensorType) {
        self.dimension = dimension
        self.type = type
    }

    func resultTypes(_ operands: [TensorType]) throws -> [TensorType] {
        try ShapeRules.count(operands, 0, "stablehlo.iota")
        try ShapeRules.dimensions([dimension], rank: type.rank, "stablehlo.iota")
        try ShapeRules.require(
            type.element != .bool, "stablehlo.iota counts in numbers", received: "\(type)",
            expected: "an integer or float type", code: .elementType)
        return [type]
    }
}
