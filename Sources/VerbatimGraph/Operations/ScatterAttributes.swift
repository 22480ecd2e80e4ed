/// Attributes of `scatter`, with StableHLO's dimension numbers.
///
/// Operands: inputs, the indices, updates.
public struct ScatterAttributes: Sendable, Hashable {
    /// The update dimensions that run over a window.
    public var updateWindowDims: [Int]
    /// The input dimensions of size 1 left out of a window.
    public var insertedWindowDims: [Int]
    /// The input dimensions in step with the indices' batching dimensions.
    public var inputBatchingDims: [Int]
    /// The indices' batching dimensions.
    public var scatterIndicesBatchingDims: [Int]
    /// The input dimension that each component of an index starts.
    public var scatterDimsToOperandDims: [Int]
    /// The dimension of the indices that holds an index's components.
    public var indexVectorDim: Int

    /// Makes the attributes of a scatter.
    public init(
        updateWindowDims: [Int], insertedWindowDims: [Int], inputBatchingDims: [Int] = [],
        scatterIndicesBatchingDims: [Int] = [], scatterDimsToOperandDims: [Int], indexVectorDim: Int
    ) {
        self.updateWindowDims = updateWindowDims
        self.insertedWindowDims = insertedWindowDims
        self.inputBatchingDims = inputBatchingDims
        self.scatterIndicesBatchingDims = scatterIndicesBatchingDims
        self.scatterDimsToOperandDims = scatterDimsToOperandDims
        self.indexVectorDim = indexVectorDim
    }

    func resultTypes(_ operands: [TensorType], _ regions: [RegionType]) throws -> [TensorType] {
        let name = "stablehlo.scatter"
        let count = operands.count / 2
        try ShapeRules.require(
            count > 0 && operands.count == 2 * count + 1 && regions.count == 1,
            "\(name) takes inputs, indices, as many updates and one body",
            received: "\(operands.count) operands and \(regions.count) regions",
            expected: "an odd number of operands, at least 3, and 1 region", code: .malformed)
        let inputs = Array(operands[..<count])
        let indices = operands[count]
        let updates = Array(operands[(count + 1)...])
        let (input, update) = (inputs[0], updates[0])
        try ShapeRules.require(
            inputs.allSatisfy { $0.shape == input.shape } && updates.allSatisfy { $0.shape == update.shape }
                && zip(inputs, updates).allSatisfy { $0.element == $1.element } && indices.element.isInteger
                && (0...indices.rank).contains(indexVectorDim),
            "\(name) takes inputs of one shape, integer indices and updates of one shape",
            received: operands.map(\.description).joined(separator: ", "), expected: "matching types")
        let components = indexVectorDim < indices.rank ? indices.shape[indexVectorDim] : 1
        try ShapeRules.dimensions(scatterDimsToOperandDims + inputBatchingDims, rank: input.rank, name)
        try ShapeRules.dimensions(insertedWindowDims + inputBatchingDims, rank: input.rank, name)
        try ShapeRules.dimensions(updateWindowDims, rank: update.rank, name)
        try ShapeRules.ascending(
            [updateWindowDims, insertedWindowDims, inputBatchingDims],
            "update_window_dims, inserted_window_dims and input_batching_dims of \(name)")
        try ShapeRules.batching(
            inputBatchingDims, of: input, scatterIndicesBatchingDims, of: indices, indexVectorDim: indexVectorDim, name)
        let windowDims = (0..<input.rank).filter { !insertedWindowDims.contains($0) && !inputBatchingDims.contains($0) }
        let batchShape = indices.shape.indices.filter { $0 != indexVectorDim }.map { indices.shape[$0] }
        let updateBatch = (0..<update.rank).filter { !updateWindowDims.contains($0) }.map { update.shape[$0] }
        try ShapeRules.require(
            scatterDimsToOperandDims.count == components && updateWindowDims.count == windowDims.count
                && updateBatch == batchShape
                && zip(updateWindowDims, windowDims).allSatisfy { update.shape[$0] <= input.shape[$1] },
            "\(name) has updates that do not suit its input and indices",
            received: "\(update.shape) for \(input.shape) at \(indices.shape)",
            expected: "scatter dimensions \(batchShape) and windows within the input")
        try GatherAttributes.checkBatching(
            inputBatchingDims, of: input, scatterIndicesBatchingDims, of: indices, indexVectorDim, name)
        let scalars = inputs.map { $0.with(shape: []) }
        try ShapeRules.require(
            regions[0] == RegionType(parameters: scalars + scalars, results: scalars),
            "the body of \(name) does not suit its operands", received: "\(regions[0])",
            expected: "\(RegionType(parameters: scalars + scalars, results: scalars))", code: .malformed)
        return inputs
    }
}
