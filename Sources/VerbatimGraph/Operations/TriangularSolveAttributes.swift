/// Attributes of `triangular_solve`: which system is solved.
public struct TriangularSolveAttributes: Sendable, Hashable {
    /// What is done to the matrix first.
    public enum Transpose: String, Sendable, Hashable, CaseIterable {
        /// Nothing.
        case none = "NO_TRANSPOSE"
        /// It is transposed.
        case transpose = "TRANSPOSE"
        /// It is transposed and conjugated.
        case adjoint = "ADJOINT"
    }

    /// Whether `a x = b`, else `x a = b`.
    public var isLeft: Bool
    /// Whether the lower triangle is read, else the upper one.
    public var isLower: Bool
    /// Whether the diagonal is taken to be 1.
    public var isUnitDiagonal: Bool
    /// What is done to the matrix first.
    public var transpose: Transpose

    /// Makes the attributes of a system.
    public init(isLeft: Bool, isLower: Bool, isUnitDiagonal: Bool, transpose: Transpose) {
        self.isLeft = isLeft
        self.isLower = isLower
        self.isUnitDiagonal = isUnitDiagonal
        self.transpose = transpose
    }

    func resultTypes(_ operands: [TensorType]) throws -> [TensorType] {
        let name = "stablehlo.triangular_solve"
        try ShapeRules.count(operands, 2, name)
        let (a, b) = (operands[0], operands[1])
        let rank = a.rank
        try ShapeRules.require(
            rank >= 2 && b.rank == rank && a.element == b.element && (a.element.isFloat || a.element.isComplex)
                && a.shape.dropLast(2) == b.shape.dropLast(2) && a.shape[rank - 1] == a.shape[rank - 2]
                && a.shape[rank - 1] == b.shape[rank - (isLeft ? 2 : 1)],
            "\(name) takes square matrices and right sides that suit them", received: "\(a) and \(b)",
            expected: "one batch, one float type, one size")
        return [b]
    }
}
