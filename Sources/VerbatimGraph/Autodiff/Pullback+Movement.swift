// The gradients of operations that move elements.
extension GraphBuilder {
    /// Appends the slice of one dimension, unless it is all of it.
    package func slice(_ operand: ValueID, _ dimension: Int, _ range: Range<Int>, stride: Int = 1) throws -> ValueID {
        let shape = type(of: operand).shape
        if range == 0..<shape[dimension] && stride == 1 { return operand }
        var attributes = SliceAttributes(start: shape.map { _ in 0 }, limit: shape)
        attributes.start[dimension] = range.lowerBound
        attributes.limit[dimension] = range.upperBound
        attributes.strides[dimension] = stride
        return try one(.slice(attributes), [operand])
    }

    /// The sum over what a broadcast repeated.
    func broadcastPullback(_ attributes: BroadcastInDimAttributes, _ shape: [Int], _ g: ValueID) throws -> ValueID {
        let wide = attributes.shape
        let kept = shape.indices.filter { shape[$0] == wide[attributes.dimensions[$0]] }
        let keptWide = kept.map { attributes.dimensions[$0] }
        let summed = wide.indices.filter { !keptWide.contains($0) }
        let total = summed.isEmpty ? g : try sum(g, dimensions: summed)
        // The kept dimensions are now ascending; put them in the operand's order, then restore its sizes of 1.
        let ascending = keptWide.sorted()
        let ordered = try transpose(total, keptWide.map { ascending.firstIndex(of: $0)! })
        return try reshape(ordered, to: shape)
    }

    /// Zeros with the cotangent in the places that the slice took.
    func slicePullback(_ attributes: SliceAttributes, _ shape: [Int], _ g: ValueID) throws -> ValueID {
        let taken = type(of: g).shape
        let edges = shape.indices.map { axis in
            let extent = taken[axis] == 0 ? 0 : (taken[axis] - 1) * attributes.strides[axis] + 1
            return EdgePadding(attributes.start[axis], shape[axis] - attributes.start[axis] - extent)
        }
        let zero = try zeros(TensorType([], type(of: g).element))
        return try one(.pad(PadAttributes(edges: edges, interior: attributes.strides.map { $0 - 1 })), [g, zero])
    }

    /// The cotangent's elements in the places where the operand's were put, and 0 for those cropped away.
    func padPullback(_ attributes: PadAttributes, _ g: ValueID) throws -> ValueID {
        let zero = try zeros(TensorType([], type(of: g).element))
        let opposite = PadAttributes(edges: attributes.edges.map { EdgePadding(-$0.low, -$0.high) })
        let uncropped = try one(.pad(opposite), [g, zero])
        let shape = type(of: uncropped).shape
        if attributes.interior.allSatisfy({ $0 == 0 }) { return uncropped }
        return try one(
            .slice(
                SliceAttributes(
                    start: shape.map { _ in 0 }, limit: shape, strides: attributes.interior.map { $0 + 1 })),
            [uncropped])
    }

    /// The sum of the cotangent over the places that hold the padding value.
    func padValuePullback(_ attributes: PadAttributes, _ operand: TensorType, _ g: ValueID) throws -> ValueID {
        let inside = try constant(0, operand.with(.bool))
        let padded = try one(.pad(attributes), [inside, try constant(TensorValue(true))])
        let masked = try select(padded, g, try zeros(type(of: g)))
        return try sum(masked, dimensions: Array(type(of: g).shape.indices))
    }

    /// The cotangent scattered with `add`; indices are clamped first, because a scatter drops what a gather clamps.
    func gatherPullback(_ attributes: GatherAttributes, _ call: PullbackCall, _ g: ValueID) throws -> ValueID {
        let operand = type(of: call.operands[0])
        let indices = try clampedIndices(
            call.operands[1], vectorDimension: attributes.indexVectorDim,
            low: attributes.startIndexMap.map { _ in 0 },
            high: attributes.startIndexMap.map { operand.shape[$0] - attributes.sliceSizes[$0] })
        let scalar = operand.with(shape: [])
        let body = try region([scalar, scalar]) { [try binary(.add, $0[0], $0[1])] }
        return try one(
            .scatter(
                ScatterAttributes(
                    updateWindowDims: attributes.offsetDims, insertedWindowDims: attributes.collapsedSliceDims,
                    inputBatchingDims: attributes.operandBatchingDims,
                    scatterIndicesBatchingDims: attributes.startIndicesBatchingDims,
                    scatterDimsToOperandDims: attributes.startIndexMap, indexVectorDim: attributes.indexVectorDim)),
            [try zeros(operand), indices, g], regions: [body])
    }

    /// For a scatter that adds: the cotangent itself, and what is gathered from it, 0 where updates fell outside.
    func scatterPullback(
        _ attributes: ScatterAttributes, _ node: Node, _ call: PullbackCall, _ g: ValueID
    ) throws -> [ValueID?] {
        guard call.operands.count == 3, node.regions[0].simpleBody == .add else {
            throw notDifferentiable(node, "has no gradient unless it adds one tensor of updates")
        }
        guard call.needed[2] else { return [g, nil, nil] }
        let input = type(of: g)
        let update = type(of: call.operands[2])
        // The size of the window in each input dimension.
        var window = [Int](repeating: 1, count: input.rank)
        let windowDims = (0..<input.rank).filter {
            !attributes.insertedWindowDims.contains($0) && !attributes.inputBatchingDims.contains($0)
        }
        for (from, to) in zip(attributes.updateWindowDims, windowDims) { window[to] = update.shape[from] }
        // Zeros one window wide around the cotangent stand for the places outside it.
        var edges = [EdgePadding](repeating: .zero, count: input.rank)
        let scattered = attributes.scatterDimsToOperandDims
        for dimension in scattered { edges[dimension] = EdgePadding(window[dimension], window[dimension]) }
        let framed = try one(.pad(PadAttributes(edges: edges)), [g, try zeros(input.with(shape: []))])
        let wide = try convert(call.operands[1], to: .i64)
        let clamped = try clampedIndices(
            wide, vectorDimension: attributes.indexVectorDim, low: scattered.map { -window[$0] },
            high: scattered.map { input.shape[$0] })
        let shift = try indexConstant(
            scattered.map { window[$0] }, like: clamped, vectorDimension: attributes.indexVectorDim)
        let gathered = try one(
            .gather(
                GatherAttributes(
                    offsetDims: attributes.updateWindowDims, collapsedSliceDims: attributes.insertedWindowDims,
                    operandBatchingDims: attributes.inputBatchingDims,
                    startIndicesBatchingDims: attributes.scatterIndicesBatchingDims,
                    startIndexMap: scattered, indexVectorDim: attributes.indexVectorDim, sliceSizes: window)),
            [framed, try binary(.add, clamped, shift)])
        return [g, nil, gathered]
    }

    private func clampedIndices(
        _ indices: ValueID, vectorDimension: Int, low: [Int], high: [Int]
    ) throws -> ValueID {
        try one(
            .clamp,
            [
                try indexConstant(low, like: indices, vectorDimension: vectorDimension), indices,
                try indexConstant(high, like: indices, vectorDimension: vectorDimension),
            ])
    }

    /// One number per component of an index, repeated to the shape of the indices; saturated to their type.
    private func indexConstant(_ numbers: [Int], like indices: ValueID, vectorDimension: Int) throws -> ValueID {
        let type = type(of: indices)
        let bits = type.element.byteCount * 8 - (type.element.isSignedInteger ? 1 : 0)
        let most = bits >= 62 ? Int.max >> 1 : (1 << bits) - 1
        let saturated = numbers.map { Double(min($0, most)) }
        if vectorDimension == type.rank { return try constant(saturated[0], type) }
        if let first = saturated.first, saturated.allSatisfy({ $0 == first }) { return try constant(first, type) }
        let scalars = try saturated.map { try constant($0, TensorType([1], type.element)) }
        let vector = try one(.concatenate(ConcatenateAttributes(dimension: 0)), scalars)
        return try broadcast(vector, to: type.shape, dimensions: [vectorDimension])
    }

    /// An `if` whose branches run the branch again and give the gradients of the outer values that it uses.
    func ifPullback(_ node: Node, _ call: PullbackCall) throws -> [ValueID?] {
        // The condition has no gradient; the values used inside follow it.
        let wanted = call.operands.indices.dropFirst().filter { call.needed[$0] }
        let values = wanted.map { call.operands[$0] }
        let branches = try node.regions.map { branch in
            try region([]) { _ in
                let results = try copy(branch)
                let gradients = try backpropagate(nodes, from: results, cotangents: call.cotangents, to: values)
                return try zip(gradients, values).map { try $0 ?? zeros(type(of: $1)) }
            }
        }
        var gradients = [ValueID?](repeating: nil, count: call.operands.count)
        for (index, gradient) in zip(wanted, try append(.ifElse, [call.operands[0]], regions: branches)) {
            gradients[index] = gradient
        }
        return gradients
    }

    /// Appends a region's operations again, without those that only have side effects, and returns its results.
    private func copy(_ region: Region) throws -> [ValueID] {
        var map: [ValueID: ValueID] = [:]
        func copied(_ node: Node) throws {
            if node.results.isEmpty && node.hasSideEffect { return }
            let regions = try node.regions.map { inner in
                try self.region(inner.parameters.map(type(of:))) { parameters in
                    for (from, to) in zip(inner.parameters, parameters) { map[from] = to }
                    for node in inner.nodes { try copied(node) }
                    return inner.results.map { map[$0] ?? $0 }
                }
            }
            let results = try append(
                node.operation, node.operands.map { map[$0] ?? $0 }, regions: regions, sampleSum: node.sampleSum,
                location: node.location)
            for (from, to) in zip(node.results, results) { map[from] = to }
        }
        for node in region.nodes { try copied(node) }
        return region.results.map { map[$0] ?? $0 }
    }
}
