/// Attributes of `reduce_precision`: the bits that stay.
public struct ReducePrecisionAttributes: Sendable, Hashable {
    /// Bits of the exponent.
    public var exponentBits: Int
    /// Bits of the significand that are stored.
    public var significandBits: Int

    /// Makes the attributes of a rounding.
    public init(exponentBits: Int, significandBits: Int) {
        self.exponentBits = exponentBits
        self.significandBits = significandBits
    }

    func resultTypes(_ operands: [TensorType]) throws -> [TensorType] {
        let name = "stablehlo.reduce_precision"
        try ShapeRules.count(operands, 1, name)
        try ShapeRules.require(
            operands[0].element.isFloat, "\(name) takes floats", received: "\(operands[0])", expected: "a float type",
            code: .elementType)
        try ShapeRules.require(
            exponentBits >= 1 && significandBits >= 0, "\(name) leaves no bits",
            received: "e\(exponentBits)m\(significandBits)", expected: "at least e1m0", code: .configuration)
        return operands
    }
}
