import VerbatimGraph

/// `gather` and `scatter`: slices at run-time indices.
enum GatherScatter {
    /// `result[i] = operand[start + offset]`: a slice for every index, the start clamped so that the slice lies inside.
    ///
    /// The result's dimensions outside `offset_dims` run over the indices, those inside over the slice without its
    /// collapsed and batching dimensions.
    static func gather(
        _ attributes: GatherAttributes, _ operand: TensorValue, _ indices: TensorValue, _ result: TensorType
    ) -> TensorValue {
        let starts = StartIndices(indices, vectorDimension: attributes.indexVectorDim)
        let strides = operand.type.strides
        let sliced = operand.shape.indices.filter {
            !attributes.collapsedSliceDims.contains($0) && !attributes.operandBatchingDims.contains($0)
        }
        let offsetDims = attributes.offsetDims.sorted()
        let batchDims = result.shape.indices.filter { !offsetDims.contains($0) }
        var gathered = TensorValue(zeros: result)
        var copy = StridedCopy(
            shape: sliced.map { attributes.sliceSizes[$0] }, sourceStrides: sliced.map { strides[$0] },
            destinationStrides: offsetDims.map { result.strides[$0] })
        IndexSpace.forEach(batchDims.map { result.shape[$0] }) { batch, _ in
            copy.sourceStart = 0
            for (component, dimension) in attributes.startIndexMap.enumerated() {
                let limit = operand.shape[dimension] - attributes.sliceSizes[dimension]
                copy.sourceStart += min(max(starts[batch, component], 0), limit) * strides[dimension]
            }
            for (dimension, index) in zip(attributes.operandBatchingDims, attributes.startIndicesBatchingDims) {
                copy.sourceStart += batch[starts.batchPlace(of: index)] * strides[dimension]
            }
            copy.destinationStart = zip(batch, batchDims).map { $0 * result.strides[$1] }.reduce(0, +)
            copy.run(from: operand, to: &gathered)
        }
        return gathered
    }

    /// For every update element in row-major order the input's element it goes to; nil outside the input.
    static func places(
        _ attributes: ScatterAttributes, _ input: TensorType, _ indices: TensorValue, _ updates: TensorType
    ) -> [Int?] {
        let starts = StartIndices(indices, vectorDimension: attributes.indexVectorDim)
        let strides = input.strides
        let windowDims = attributes.updateWindowDims.sorted()
        let batchDims = updates.shape.indices.filter { !windowDims.contains($0) }
        let windowed = input.shape.indices.filter {
            !attributes.insertedWindowDims.contains($0) && !attributes.inputBatchingDims.contains($0)
        }
        var places: [Int?] = []
        places.reserveCapacity(updates.count)
        IndexSpace.forEach(updates.shape) { update, _ in
            let batch = batchDims.map { update[$0] }
            var index = [Int](repeating: 0, count: input.rank)
            for (component, dimension) in attributes.scatterDimsToOperandDims.enumerated() {
                index[dimension] += starts[batch, component]
            }
            for (dimension, place) in zip(attributes.inputBatchingDims, attributes.scatterIndicesBatchingDims) {
                index[dimension] += batch[starts.batchPlace(of: place)]
            }
            for (dimension, place) in zip(windowed, windowDims) { index[dimension] += update[place] }
            let isInside = zip(index, input.shape).allSatisfy { (0..<$1).contains($0) }
            places.append(isInside ? zip(index, strides).map(*).reduce(0, +) : nil)
        }
        return places
    }
}

/// The start indices of a gather or scatter, found by batch index and component.
private struct StartIndices {
    private let elements: [Int]
    private let batchStrides: [Int]
    private let componentStride: Int
    private let vectorDimension: Int

    init(_ indices: TensorValue, vectorDimension: Int) {
        elements = indices.indices()
        let strides = indices.type.strides
        batchStrides = strides.indices.filter { $0 != vectorDimension }.map { strides[$0] }
        componentStride = vectorDimension < strides.count ? strides[vectorDimension] : 0
        self.vectorDimension = vectorDimension
    }

    subscript(batch: [Int], component: Int) -> Int {
        elements[zip(batch, batchStrides).map(*).reduce(0, +) + component * componentStride]
    }

    /// Where a dimension of the indices stands in a batch index.
    func batchPlace(of dimension: Int) -> Int { dimension < vectorDimension ? dimension : dimension - 1 }
}

extension Interpreter {
    /// `scatter`: the inputs with updates combined in at run-time indices, `result = body(result, update)`.
    ///
    /// Updates arrive in ascending row-major order of the update's index; one outside the inputs is left out.
    func scatter(_ attributes: ScatterAttributes, _ node: Node, _ operands: [TensorValue]) throws -> [TensorValue] {
        let count = operands.count / 2
        let updates = Array(operands[(count + 1)...])
        let places = GatherScatter.places(attributes, operands[0].type, operands[count], updates[0].type)
        return try scatter(node.regions[0], Array(operands[..<count]), updates, places)
    }

    /// Combines updates into inputs at places, in order.
    func scatter(
        _ body: Region, _ inputs: [TensorValue], _ updates: [TensorValue], _ places: [Int?]
    ) throws -> [TensorValue] {
        if inputs.count == 1,
            let result = inputs[0].type.element.scalar.scatter(body, inputs[0], updates[0], places)
        {
            return [result]
        }
        var results = inputs
        for (number, place) in places.enumerated() {
            guard let place else { continue }
            let values = try run(
                body, results.map { $0.scalar(at: place) } + updates.map { $0.scalar(at: number) })
            for index in results.indices { results[index].set(values[index], at: place) }
        }
        return results
    }
}
