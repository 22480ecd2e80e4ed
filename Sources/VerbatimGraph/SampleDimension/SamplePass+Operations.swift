// Where samples lie in the results of every operation, and which sums over them are marked.
extension SamplePass {
    /// The tracks of a node's results; marks the node where it sums over samples.
    mutating func visit(_ node: inout Node) throws -> [SampleTrack] {
        let operands = node.operands.map { self[$0] }
        switch node.operation {
        case .unary, .binary, .compare, .select, .clamp, .convert:
            return [mixed(operands, node)]
        case .constant, .iota:
            return [.none]
        case .optimizationBarrier:
            return operands
        case .rngBitGenerator:
            return node.results.map { _ in operands[0].lostOnly }
        case .customCall, .complex, .reducePrecision, .map, .sort, .fft, .cholesky,
            .triangularSolve:
            return node.results.map { _ in operands.allSatisfy { $0 == .none } ? .none : lost(node) }
        case .composite(let attributes):
            return try composite(attributes, &node)
        case .ifElse:
            return try branches(&node)
        case .whileLoop:
            return try loop(&node)
        case .bitcastConvert, .reshape, .transpose, .broadcastInDim, .slice, .dynamicSlice, .dynamicUpdateSlice, .pad,
            .concatenate, .reverse, .gather, .scatter:
            return [moved(node, operands)]
        case .reduce(let attributes):
            return try reduce(attributes, &node, operands)
        case .reduceWindow(let attributes):
            return try reduceWindow(attributes, node, operands)
        case .selectAndScatter(let attributes):
            return try selectAndScatter(attributes, node, operands)
        case .dotGeneral(let attributes):
            return [try dotGeneral(attributes, &node, operands)]
        case .convolution(let attributes):
            return [try convolution(attributes, &node, operands)]
        }
    }

    // MARK: Sums

    private func reduce(
        _ attributes: ReduceAttributes, _ node: inout Node, _ operands: [SampleTrack]
    ) throws -> [SampleTrack] {
        let inputs = operands.prefix(operands.count / 2)
        let track = mixed(Array(inputs), node)
        let type = type(node.operands[0])
        let none = node.results.map { _ in SampleTrack.none }
        if isOrderFree(node, type.element) {
            guard case .along(let dimension, let perSample) = track else { return none.map { _ in track } }
            if attributes.dimensions.contains(dimension) { return none }
            return none.map { _ in kept(dimension, perSample, attributes) }
        }
        try requireKnown(operands, node)
        try requireKnown([track], node)
        guard case .along(let dimension, let perSample) = track else { return none }
        guard let place = attributes.dimensions.firstIndex(of: dimension) else {
            return none.map { _ in kept(dimension, perSample, attributes) }
        }
        guard node.regions[0].simpleBody == .add else { throw refuse(node, "folds samples with a body other than add") }
        let others = attributes.dimensions.filter { $0 != dimension }.map { type.shape[$0] }
        try mark(&node, dimension: place, indicesPerSample: perSample, positions: others.reduce(perSample, *))
        return none
    }

    private func kept(_ dimension: Int, _ perSample: Int, _ attributes: ReduceAttributes) -> SampleTrack {
        .along(
            dimension: dimension - attributes.dimensions.filter { $0 < dimension }.count, indicesPerSample: perSample)
    }

    /// Whether a fold gives the same bits in any order.
    private func isOrderFree(_ node: Node, _ element: ElementType) -> Bool {
        switch node.regions[0].simpleBody {
        case .maximum, .minimum, .and, .or, .xor: true
        case .add, .multiply: !element.isFloat && !element.isComplex
        case .atan2, .divide, .nextAfter, .power, .remainder, .shiftLeft, .shiftRightArithmetic, .shiftRightLogical,
            .subtract,
            nil:
            false
        }
    }

    private func reduceWindow(
        _ attributes: WindowAttributes, _ node: Node, _ operands: [SampleTrack]
    ) throws -> [SampleTrack] {
        let track = mixed(Array(operands.prefix(operands.count / 2)), node)
        if !isOrderFree(node, type(node.operands[0]).element) { try requireKnown(operands + [track], node) }
        guard case .along(let dimension, _) = track, !isTrivial(attributes, dimension) else {
            return node.results.map { _ in track }
        }
        if isOrderFree(node, type(node.operands[0]).element) { return node.results.map { _ in lost(node) } }
        throw refuse(node, "sums over windows of samples")
    }

    private func selectAndScatter(
        _ attributes: WindowAttributes, _ node: Node, _ operands: [SampleTrack]
    ) throws -> [SampleTrack] {
        let track = mixed(Array(operands.prefix(2)), node)
        try requireKnown(operands + [track], node)
        guard case .along(let dimension, _) = track, !isTrivial(attributes, dimension) else { return [track] }
        throw refuse(node, "sums over windows of samples")
    }

    /// Whether a window does nothing along a dimension.
    private func isTrivial(_ attributes: WindowAttributes, _ dimension: Int) -> Bool {
        attributes.window[dimension] == 1 && attributes.strides[dimension] == 1
            && attributes.padding[dimension] == .zero && attributes.baseDilations[dimension] == 1
            && attributes.windowDilations[dimension] == 1
    }

    private func dotGeneral(
        _ attributes: DotGeneralAttributes, _ node: inout Node, _ operands: [SampleTrack]
    ) throws -> SampleTrack {
        try requireKnown(operands, node)
        let lhs = type(node.operands[0])
        let rhs = type(node.operands[1])
        // Where each operand's samples go: a place among the contracted dimensions, or a result dimension.
        enum Role: Equatable {
            case contracted(Int)
            case result(Int)
        }
        func role(_ track: SampleTrack, batching: [Int], contracting: [Int], free: [Int], offset: Int) -> (Role, Int)? {
            guard case .along(let dimension, let perSample) = track else { return nil }
            if let place = contracting.firstIndex(of: dimension) { return (.contracted(place), perSample) }
            if let place = batching.firstIndex(of: dimension) { return (.result(place), perSample) }
            return (.result(offset + free.firstIndex(of: dimension)!), perSample)
        }
        let lhsFree = attributes.lhsFree(rank: lhs.rank)
        let left = role(
            operands[0], batching: attributes.lhsBatching, contracting: attributes.lhsContracting, free: lhsFree,
            offset: attributes.lhsBatching.count)
        let right = role(
            operands[1], batching: attributes.rhsBatching, contracting: attributes.rhsContracting,
            free: attributes.rhsFree(rank: rhs.rank), offset: attributes.lhsBatching.count + lhsFree.count)
        guard let (role, perSample) = left ?? right else { return .none }
        if let left, let right, left != right {
            if case .result = left.0, case .result = right.0 { return lost(node) }
            throw refuse(node, "sums over the samples of one operand but not of the other")
        }
        switch role {
        case .result(let dimension): return .along(dimension: dimension, indicesPerSample: perSample)
        case .contracted(let place):
            guard lhs.element.isFloat else { return .none }
            // Samples come first, so that the terms of a sample lie together.
            var ordered = attributes
            ordered.lhsContracting.insert(ordered.lhsContracting.remove(at: place), at: 0)
            ordered.rhsContracting.insert(ordered.rhsContracting.remove(at: place), at: 0)
            node.operation = .dotGeneral(ordered)
            let sizes = ordered.lhsContracting.dropFirst().map { lhs.shape[$0] }
            try mark(&node, dimension: 0, indicesPerSample: perSample, positions: sizes.reduce(perSample, *))
            return .none
        }
    }

    private func convolution(
        _ attributes: ConvolutionAttributes, _ node: inout Node, _ operands: [SampleTrack]
    ) throws -> SampleTrack {
        try requireKnown(operands, node)
        let d = attributes.dimensions
        let kernel = type(node.operands[1])
        var (contracts, result, perSample): (Bool, Int?, Int) = (false, nil, 1)
        if case .along(let dimension, let indices) = operands[0] {
            perSample = indices
            switch dimension {
            case d.inputBatch where attributes.batchGroupCount == 1: result = d.outputBatch
            case d.inputFeature where attributes.featureGroupCount == 1: contracts = true
            default: throw refuse(node, "mixes samples that lie along dimension \(dimension) of its input")
            }
        }
        if case .along(let dimension, let indices) = operands[1] {
            guard operands[0] == .none || indices == perSample else {
                throw refuse(node, "pairs operands whose samples lie differently")
            }
            perSample = indices
            switch dimension {
            case d.kernelInputFeature where attributes.featureGroupCount == 1 && result == nil: contracts = true
            case d.kernelOutputFeature
            where attributes.featureGroupCount * attributes.batchGroupCount == 1 && operands[0] == .none:
                result = d.outputFeature
            default: throw refuse(node, "mixes samples that lie along dimension \(dimension) of its kernel")
            }
        }
        if let result { return .along(dimension: result, indicesPerSample: perSample) }
        if contracts && kernel.element.isFloat {
            let window = d.kernelSpatial.map { kernel.shape[$0] }
            try mark(
                &node, dimension: d.kernelSpatial.count, indicesPerSample: perSample,
                positions: window.reduce(perSample, *))
        }
        return .none
    }
}
