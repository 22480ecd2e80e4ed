/// Attributes of `gather`, with StableHLO's dimension numbers.
///
/// Operands: the tensor, the start indices.
public struct GatherAttributes: Sendable, Hashable {
    /// The result dimensions that run over a slice.
    public var offsetDims: [Int]
    /// The operand dimensions of size 1 left out of a slice.
    public var collapsedSliceDims: [Int]
    /// The operand dimensions in step with the indices' batching dimensions.
    public var operandBatchingDims: [Int]
    /// The indices' batching dimensions.
    public var startIndicesBatchingDims: [Int]
    /// The operand dimension that each component of an index starts.
    public var startIndexMap: [Int]
    /// The dimension of the indices that holds an index's components.
    public var indexVectorDim: Int
    /// The size of a slice in each operand dimension.
    public var sliceSizes: [Int]

    /// Makes the attributes of a gather.
    public init(
        offsetDims: [Int], collapsedSliceDims: [Int], operandBatchingDims: [Int] = [],
        startIndicesBatchingDims: [Int] = [], startIndexMap: [Int], indexVectorDim: Int, sliceSizes: [Int]
    ) {
        self.offsetDims = offsetDims
        self.collapsedSliceDims = collapsedSliceDims
        self.operandBatchingDims = operandBatchingDims
        self.startIndicesBatchingDims = startIndicesBatchingDims
        self.startIndexMap = startIndexMap
        self.indexVectorDim = indexVectorDim
        self.sliceSizes = sliceSizes
    }

    func resultTypes(_ operands: [TensorType]) throws -> [TensorType] {
        let name = "stablehlo.gather"
        try ShapeRules.count(operands, 2, name)
        let (operand, indices) = (operands[0], operands[1])
        try ShapeRules.require(
            indices.element.isInteger && (0...indices.rank).contains(indexVectorDim),
            "\(name) takes integer indices", received: "\(indices) with components along \(indexVectorDim)",
            expected: "an integer tensor of rank at least \(indexVectorDim)", code: .elementType)
        let components = indexVectorDim < indices.rank ? indices.shape[indexVectorDim] : 1
        try ShapeRules.dimensions(startIndexMap + operandBatchingDims, rank: operand.rank, name)
        try ShapeRules.dimensions(collapsedSliceDims + operandBatchingDims, rank: operand.rank, name)
        try ShapeRules.ascending(
            [offsetDims, collapsedSliceDims, operandBatchingDims],
            "offset_dims, collapsed_slice_dims and operand_batching_dims of \(name)")
        try ShapeRules.batching(
            operandBatchingDims, of: operand, startIndicesBatchingDims, of: indices, indexVectorDim: indexVectorDim,
            name)
        try ShapeRules.require(
            startIndexMap.count == components && sliceSizes.count == operand.rank
                && zip(sliceSizes, operand.shape).allSatisfy { 0 <= $0 && $0 <= $1 }
                && (collapsedSliceDims + operandBatchingDims).allSatisfy { sliceSizes[$0] == 1 },
            "\(name) has slices that do not suit its operand", received: "slices \(sliceSizes) at \(startIndexMap)",
            expected: "sizes within \(operand.shape), 1 where collapsed, \(components) start dimensions")
        try Self.checkBatching(
            operandBatchingDims, of: operand, startIndicesBatchingDims, of: indices, indexVectorDim, name)
        let batchShape = indices.shape.indices.filter { $0 != indexVectorDim }.map { indices.shape[$0] }
        let sliceShape = sliceSizes.indices
            .filter { !collapsedSliceDims.contains($0) && !operandBatchingDims.contains($0) }.map { sliceSizes[$0] }
        let rank = batchShape.count + sliceShape.count
        try ShapeRules.dimensions(offsetDims, rank: rank, name)
        try ShapeRules.require(
            offsetDims.count == sliceShape.count, "\(name) names a wrong number of offset dimensions",
            received: "\(offsetDims)", expected: "\(sliceShape.count)", code: .configuration)
        var (batch, slice) = (batchShape[...], sliceShape[...])
        return [
            operand.with(shape: (0..<rank).map { offsetDims.contains($0) ? slice.removeFirst() : batch.removeFirst() })
        ]
    }

    /// Batching dimensions of the operand and the indices come in pairs of one size.
    static func checkBatching(
        _ operandDims: [Int], of operand: TensorType, _ indicesDims: [Int], of indices: TensorType,
        _ indexVectorDim: Int, _ name: String
    ) throws {
        try ShapeRules.dimensions(indicesDims, rank: indices.rank, name)
        try ShapeRules.require(
            !indicesDims.contains(indexVectorDim)
                && zip(operandDims, indicesDims).allSatisfy { operand.shape[$0] == indices.shape[$1] },
            "\(name) has batching dimensions that do not match",
            received: "\(operand.shape) at \(operandDims) with \(indices.shape) at \(indicesDims)",
            expected: "equal sizes, none of them along \(indexVectorDim)")
    }
}
