/// Attributes of `cholesky`: which triangle is read and given.
public struct CholeskyAttributes: Sendable, Hashable {
    /// Whether the lower triangle, else the upper one.
    public var isLower: Bool

    /// Makes the attributes of a factorisation.
    public init(isLower: Bool) { self.isLower = isLower }

    func resultTypes(_ operands: [TensorType]) throws -> [TensorType] {
        let name = "stablehlo.cholesky"
        try ShapeRules.count(operands, 1, name)
        let from = operands[0]
        try ShapeRules.require(
            from.rank >= 2 && from.shape[from.rank - 1] == from.shape[from.rank - 2]
                && (from.element.isFloat || from.element.isComplex),
            "\(name) takes square matrices of floats", received: "\(from)", expected: "equal last dimensions")
        return operands
    }
}
