/// Attributes of `sort`: the dimension along which operands are ordered.
///
/// Every sort is stable.
public struct SortAttributes: Sendable, Hashable {
    /// The dimension along which operands are ordered.
    public var dimension: Int

    /// Makes the attributes of a sort.
    public init(dimension: Int) { self.dimension = dimension }

    func resultTypes(_ operands: [TensorType], _ regions: [RegionType]) throws -> [TensorType] {
        let name = "stablehlo.sort"
        guard let first = operands.first, operands.allSatisfy({ $0.shape == first.shape }) else {
            throw VerbatimError(
                .shape, "\(name) takes operands of one shape",
                received: operands.map(\.description).joined(separator: ", "),
                expected: "at least one operand, all of one shape")
        }
        try ShapeRules.dimensions([dimension], rank: first.rank, name)
        let scalars = operands.flatMap { [$0.with(shape: []), $0.with(shape: [])] }
        let body = RegionType(parameters: scalars, results: [TensorType([], .bool)])
        try ShapeRules.require(
            regions == [body], "the body of \(name) does not suit its operands", received: "\(regions)",
            expected: "\(body)", code: .malformed)
        return operands
    }
}
