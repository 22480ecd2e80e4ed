// Where samples lie after operations that move elements.
extension SamplePass {
    /// The track of the one result of an operation that moves elements; scatters apply updates in ascending order.
    func moved(_ node: Node, _ operands: [SampleTrack]) -> SampleTrack {
        let result = type(node.results[0])
        if operands.allSatisfy({ $0 == .none }) { return .none }
        if let lost = operands.first(where: { $0.lostOnly != .none }) { return lost }
        switch node.operation {
        case .dynamicUpdateSlice: return updated(node, operands)
        case .concatenate(let attributes): return concatenated(attributes, node, operands)
        case .gather(let attributes): return gathered(attributes, node, operands)
        case .scatter(let attributes): return scattered(attributes, node, operands)
        case .bitcastConvert, .reshape, .transpose, .broadcastInDim, .slice, .dynamicSlice, .pad, .reverse, .unary,
            .binary, .compare, .select, .clamp, .convert, .constant, .iota, .reduce, .reduceWindow, .selectAndScatter,
            .dotGeneral, .convolution, .whileLoop, .ifElse, .rngBitGenerator, .composite, .customCall,
            .complex, .reducePrecision, .map, .sort, .fft, .cholesky, .triangularSolve, .optimizationBarrier:
            break
        }
        guard case .along(let dimension, let perSample) = operands[0] else { return lost(node) }
        let from = type(node.operands[0])
        let same = operands[0]
        switch node.operation {
        case .bitcastConvert:
            return dimension < result.rank && result.shape[dimension] == from.shape[dimension] ? same : lost(node)
        case .reshape:
            return reshaped(from.shape, result.shape, dimension, perSample) ?? lost(node)
        case .transpose(let attributes):
            return .along(dimension: attributes.permutation.firstIndex(of: dimension)!, indicesPerSample: perSample)
        case .broadcastInDim(let attributes):
            return .along(dimension: attributes.dimensions[dimension], indicesPerSample: perSample)
        case .slice(let attributes):
            return attributes.strides[dimension] == 1 && result.shape[dimension] == from.shape[dimension]
                ? same : lost(node)
        case .dynamicSlice:
            return result.shape[dimension] == from.shape[dimension] ? same : lost(node)
        case .pad(let attributes):
            return attributes.edges[dimension] == .zero && attributes.interior[dimension] == 0 ? same : lost(node)
        case .reverse(let attributes):
            return attributes.dimensions.contains(dimension) ? lost(node) : same
        case .dynamicUpdateSlice, .concatenate, .gather, .scatter, .unary, .binary, .compare, .select, .clamp, .convert,
            .constant, .iota, .reduce, .reduceWindow, .selectAndScatter, .dotGeneral, .convolution, .whileLoop, .ifElse,
            .rngBitGenerator, .composite, .customCall, .complex, .reducePrecision, .map, .sort, .fft, .cholesky,
            .triangularSolve, .optimizationBarrier:
            return lost(node)
        }
    }

    /// A sample is a run of `inner * perSample` elements, inner the size of what follows the dimension; it is still one
    /// index, or whole indices, of exactly one dimension that holds all samples, or it is lost.
    private func reshaped(_ from: [Int], _ to: [Int], _ dimension: Int, _ perSample: Int) -> SampleTrack? {
        let run = from[(dimension + 1)...].reduce(perSample, *)
        if run == 0 { return SampleTrack.none }
        var inner = 1
        for candidate in to.indices.reversed() {
            if run % inner == 0, to[candidate] == samples * (run / inner) {
                return .along(dimension: candidate, indicesPerSample: run / inner)
            }
            inner *= to[candidate]
            if inner == 0 { return SampleTrack.none }
        }
        return nil
    }

    /// Known where the update, if it has samples, replaces whole ones in the same dimension.
    private func updated(_ node: Node, _ operands: [SampleTrack]) -> SampleTrack {
        let whole = type(node.operands[0]).shape
        guard case .along(let dimension, _) = operands[1] else { return operands[0] }
        guard operands[0] == .none || operands[0] == operands[1],
            type(node.operands[1]).shape[dimension] == whole[dimension]
        else { return lost(node) }
        return operands[1]
    }

    private func concatenated(
        _ attributes: ConcatenateAttributes, _ node: Node, _ operands: [SampleTrack]
    ) -> SampleTrack {
        let track = mixed(operands, node)
        if case .along(attributes.dimension, _) = track { return lost(node) }
        return track
    }

    /// Samples stay along batch dimensions of the indices, and along dimensions that slices take whole.
    private func gathered(_ attributes: GatherAttributes, _ node: Node, _ operands: [SampleTrack]) -> SampleTrack {
        let operand = type(node.operands[0])
        let indices = type(node.operands[1])
        let result = type(node.results[0])
        let batch = (0..<result.rank).filter { !attributes.offsetDims.contains($0) }
        /// The result dimension of a batch dimension of the indices.
        func place(_ dimension: Int) -> Int? {
            (0..<indices.rank).filter { $0 != attributes.indexVectorDim }.firstIndex(of: dimension).map { batch[$0] }
        }
        var results: [SampleTrack] = []
        if case .along(let dimension, let perSample) = operands[0] {
            var target: Int?
            if let pair = attributes.operandBatchingDims.firstIndex(of: dimension) {
                target = place(attributes.startIndicesBatchingDims[pair])
            } else if !attributes.collapsedSliceDims.contains(dimension),
                attributes.sliceSizes[dimension] == operand.shape[dimension]
            {
                let offsets = (0..<operand.rank).filter {
                    !attributes.collapsedSliceDims.contains($0) && !attributes.operandBatchingDims.contains($0)
                }
                target = offsets.firstIndex(of: dimension).map { attributes.offsetDims[$0] }
            }
            guard let target else { return lost(node) }
            results.append(.along(dimension: target, indicesPerSample: perSample))
        }
        if case .along(let dimension, let perSample) = operands[1] {
            guard let target = place(dimension) else { return lost(node) }
            results.append(.along(dimension: target, indicesPerSample: perSample))
        }
        return mixed(results, node)
    }

    /// Samples stay along batching dimensions and dimensions that windows take whole; scattered to others they are
    /// added in ascending order of the updates, and the result does not depend on where they were.
    private func scattered(_ attributes: ScatterAttributes, _ node: Node, _ operands: [SampleTrack]) -> SampleTrack {
        let count = operands.count / 2
        let input = type(node.operands[0])
        let indices = type(node.operands[count])
        let update = type(node.operands[count + 1])
        let windowDims = (0..<input.rank).filter {
            !attributes.insertedWindowDims.contains($0) && !attributes.inputBatchingDims.contains($0)
        }
        let batch = (0..<update.rank).filter { !attributes.updateWindowDims.contains($0) }
        let indexBatch = (0..<indices.rank).filter { $0 != attributes.indexVectorDim }
        /// The input dimension in step with a batch dimension of the indices; nil where it is scattered.
        func place(_ dimension: Int) -> Int? {
            attributes.scatterIndicesBatchingDims.firstIndex(of: dimension).map { attributes.inputBatchingDims[$0] }
        }
        var results: [SampleTrack] = []
        var scatters = false
        for track in operands[..<count] {
            guard case .along(let dimension, _) = track else { continue }
            let whole =
                attributes.inputBatchingDims.contains(dimension)
                || windowDims.firstIndex(of: dimension)
                    .map { update.shape[attributes.updateWindowDims[$0]] == input.shape[dimension] } ?? false
            if !whole { return lost(node) }
            results.append(track)
        }
        if case .along(let dimension, let perSample) = operands[count] {
            if let target = place(dimension) {
                results.append(.along(dimension: target, indicesPerSample: perSample))
            } else {
                scatters = true
            }
        }
        for track in operands[(count + 1)...] {
            guard case .along(let dimension, let perSample) = track else { continue }
            if let window = attributes.updateWindowDims.firstIndex(of: dimension) {
                let target = windowDims[window]
                guard update.shape[dimension] == input.shape[target] else { return lost(node) }
                results.append(.along(dimension: target, indicesPerSample: perSample))
            } else if let target = place(indexBatch[batch.firstIndex(of: dimension)!]) {
                results.append(.along(dimension: target, indicesPerSample: perSample))
            } else {
                scatters = true
            }
        }
        if scatters { return results.isEmpty ? .none : lost(node) }
        return mixed(results, node)
    }
}
