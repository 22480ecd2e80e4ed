/// Attributes of `dot_general`: batch and contracting dimensions of both operands.
///
/// The contracted index space is the contracting dimensions in row-major order as listed.
public struct DotGeneralAttributes: Sendable, Hashable {
    /// The left operand's batch dimensions, in pairs with the right's.
    public var lhsBatching: [Int]
    /// The right operand's batch dimensions.
    public var rhsBatching: [Int]
    /// The left operand's contracting dimensions, in pairs with the right's.
    public var lhsContracting: [Int]
    /// The right operand's contracting dimensions.
    public var rhsContracting: [Int]

    /// Makes the attributes of a contraction.
    public init(lhsBatching: [Int] = [], rhsBatching: [Int] = [], lhsContracting: [Int], rhsContracting: [Int]) {
        self.lhsBatching = lhsBatching
        self.rhsBatching = rhsBatching
        self.lhsContracting = lhsContracting
        self.rhsContracting = rhsContracting
    }

    /// The left operand's remaining dimensions, ascending.
    public func lhsFree(rank: Int) -> [Int] {
        (0..<rank).filter { !lhsBatching.contains($0) && !lhsContracting.contains($0) }
    }

    /// The right operand's remaining dimensions, ascending.
    public func rhsFree(rank: Int) -> [Int] {
        (0..<rank).filter { !rhsBatching.contains($0) && !rhsContracting.contains($0) }
    }

    /// The result is batch dimensions, then the left's remaining ones, then the right's.
    func resultTypes(_ operands: [TensorType]) throws -> [TensorType] {
        let name = "stablehlo.dot_general"
        try ShapeRules.count(operands, 2, name)
        let (lhs, rhs) = (operands[0], operands[1])
        try ShapeRules.dimensions(lhsBatching + lhsContracting, rank: lhs.rank, name)
        try ShapeRules.dimensions(rhsBatching + rhsContracting, rank: rhs.rank, name)
        try ShapeRules.require(
            lhsBatching.count == rhsBatching.count && lhsContracting.count == rhsContracting.count,
            "\(name) pairs dimensions wrongly",
            received: "\(lhsBatching) with \(rhsBatching), \(lhsContracting) with \(rhsContracting)",
            expected: "lists of equal length", code: .configuration)
        let pairs = zip(lhsBatching + lhsContracting, rhsBatching + rhsContracting)
        try ShapeRules.require(
            pairs.allSatisfy { lhs.shape[$0] == rhs.shape[$1] }, "the contracted dimensions do not match",
            received:
                "\(lhs.shape) at \(lhsBatching + lhsContracting) with \(rhs.shape) at \(rhsBatching + rhsContracting)",
            expected: "equal sizes")
        try ShapeRules.require(
            lhs.element == rhs.element && lhs.element != .bool && lhs.element.smallFormat == nil,
            "\(name) takes two tensors of one number type",
            received: "\(lhs) and \(rhs)", expected: "equal number types", code: .elementType)
        return [
            lhs.with(
                shape: lhsBatching.map { lhs.shape[$0] } + lhsFree(rank: lhs.rank).map { lhs.shape[$0] }
                    + rhsFree(rank: rhs.rank).map { rhs.shape[$0] })
        ]
    }
}
