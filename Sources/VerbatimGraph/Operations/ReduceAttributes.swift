/// Attributes of `reduce`: the dimensions folded away.
///
/// Operands: inputs, then one initial scalar each.
public struct ReduceAttributes: Sendable, Hashable {
    /// The dimensions folded away, in any order; they are folded in row-major order.
    public var dimensions: [Int]

    /// Makes the attributes of a reduction.
    public init(_ dimensions: [Int]) { self.dimensions = dimensions }

    func resultTypes(_ operands: [TensorType], _ regions: [RegionType]) throws -> [TensorType] {
        let inputs = try Self.inputs(operands, regions, "stablehlo.reduce")
        try ShapeRules.dimensions(dimensions, rank: inputs[0].rank, "stablehlo.reduce")
        return inputs.map { input in
            input.with(shape: input.shape.indices.filter { !dimensions.contains($0) }.map { input.shape[$0] })
        }
    }

    /// Checks inputs, initial values and body of a fold, and returns the inputs' types.
    static func inputs(_ operands: [TensorType], _ regions: [RegionType], _ name: String) throws -> [TensorType] {
        let count = operands.count / 2
        try ShapeRules.require(
            count > 0 && operands.count == 2 * count && regions.count == 1,
            "\(name) takes inputs, as many initial values and one body",
            received: "\(operands.count) operands and \(regions.count) regions",
            expected: "an even number of operands and 1 region", code: .malformed)
        let inputs = Array(operands[..<count])
        let initial = Array(operands[count...])
        try ShapeRules.require(
            inputs.allSatisfy { $0.shape == inputs[0].shape } && initial == inputs.map { $0.with(shape: []) },
            "\(name) takes inputs of one shape and scalar initial values of their types",
            received: operands.map(\.description).joined(separator: ", "), expected: "one shape, then scalars")
        try ShapeRules.require(
            regions[0].parameters == initial + initial && regions[0].results == initial,
            "the body of \(name) does not suit its operands", received: "\(regions[0])",
            expected: "\(RegionType(parameters: initial + initial, results: initial))", code: .malformed)
        return inputs
    }
}
