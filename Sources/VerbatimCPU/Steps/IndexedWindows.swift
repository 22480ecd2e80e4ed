import VerbatimGraph

/// Windows of a tensor at run-time indices, and where each one's elements lie in the other tensor.
///
/// The tensor is a gather's operand or a scatter's input; the other one is the gather's result or the scatter's updates.
struct IndexedWindows: Sendable {
    /// The sizes of the positions, each with an index of its own, and their strides in the other tensor.
    let positionShape: [Int]
    let positionStrides: [Int]
    /// For each component of an index, the tensor's dimension.
    let indexedDimensions: [Int]
    /// The place in `indices` of a position's first component, and from component to component.
    private let indexStrides: [Int]
    private let componentStride: Int
    /// Tensor dimensions in step with a dimension of the positions.
    private let batching: [(dimension: Int, position: Int)]
    /// The windowed dimensions of the tensor, their sizes in a window, and their strides in the other tensor.
    let windowDimensions: [Int]
    let windowShape: [Int]
    let windowStrides: [Int]
    let positionCount: Int

    init(gather attributes: GatherAttributes, operand: View, indices: View, _ result: TensorType) {
        let offsetDims = attributes.offsetDims.sorted()
        let positions = result.shape.indices.filter { !offsetDims.contains($0) }
        let windowed = operand.shape.indices.filter {
            !attributes.collapsedSliceDims.contains($0) && !attributes.operandBatchingDims.contains($0)
        }
        self.init(
            positions: positions, of: TensorType(result.shape, result.element), windows: offsetDims,
            windowDimensions: windowed, windowShape: windowed.map { attributes.sliceSizes[$0] },
            indexed: attributes.startIndexMap, indices, vectorDimension: attributes.indexVectorDim,
            batching: zip(attributes.operandBatchingDims, attributes.startIndicesBatchingDims).map { ($0, $1) })
    }

    init(scatter attributes: ScatterAttributes, input: View, indices: View, updates: View) {
        let windows = attributes.updateWindowDims.sorted()
        let type = TensorType(updates.shape, .f32)
        self.init(
            positions: updates.shape.indices.filter { !windows.contains($0) }, of: type, windows: windows,
            windowDimensions: input.shape.indices.filter {
                !attributes.insertedWindowDims.contains($0) && !attributes.inputBatchingDims.contains($0)
            }, windowShape: windows.map { updates.shape[$0] }, indexed: attributes.scatterDimsToOperandDims, indices,
            vectorDimension: attributes.indexVectorDim,
            batching: zip(attributes.inputBatchingDims, attributes.scatterIndicesBatchingDims).map { ($0, $1) })
    }

    private init(
        positions: [Int], of other: TensorType, windows: [Int], windowDimensions: [Int], windowShape: [Int],
        indexed: [Int], _ indices: View, vectorDimension: Int, batching: [(Int, Int)]
    ) {
        positionShape = positions.map { other.shape[$0] }
        positionStrides = positions.map { other.strides[$0] }
        positionCount = positionShape.reduce(1, *)
        self.windowDimensions = windowDimensions
        self.windowShape = windowShape
        windowStrides = windows.map { other.strides[$0] }
        indexedDimensions = indexed
        indexStrides = indices.shape.indices.filter { $0 != vectorDimension }.map { indices.strides[$0] }
        componentStride = vectorDimension < indices.shape.count ? indices.strides[vectorDimension] : 0
        self.batching = batching.map { ($0.0, $0.1 < vectorDimension ? $0.1 : $0.1 - 1) }
    }

    /// The place of a position's elements in the other tensor.
    func place(_ position: Int) -> Int {
        var rest = position
        var place = 0
        for dimension in positionShape.indices.reversed() {
            place += rest % positionShape[dimension] * positionStrides[dimension]
            rest /= positionShape[dimension]
        }
        return place
    }

    /// Puts the first index of a position's window in each dimension of the tensor at `starts`.
    func starts(
        _ position: Int, _ indices: Emission.Operand, _ memory: StepMemory, rank: Int,
        into starts: UnsafeMutablePointer<Int>
    ) {
        for dimension in 0..<rank { starts[dimension] = 0 }
        var rest = position
        var place = indices.offset
        for dimension in positionShape.indices.reversed() {
            let index = rest % positionShape[dimension]
            rest /= positionShape[dimension]
            place += index * indexStrides[dimension]
            for pair in batching where pair.position == dimension { starts[pair.dimension] = index }
        }
        let base = UnsafeRawPointer(memory[indices.buffer])
        for component in indexedDimensions.indices {
            starts[indexedDimensions[component]] += IntegerScalar.load(
                base, place + component * componentStride, indices.element)
        }
    }
}
