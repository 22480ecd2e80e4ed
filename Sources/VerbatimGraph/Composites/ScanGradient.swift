/// How a recurrence is differentiated: what its steps keep, the step of the scan that goes back, and what follows it.
struct ScanGradient {
    /// A contraction of a value that varies with one that does not: the latter's gradient waits until after the loop.
    private struct Tap {
        /// The step's contraction.
        let node: Node
        var varying: ValueID { node.operands[0] }
        var constant: ValueID { node.operands[1] }
    }

    /// The step with the residuals as further outputs.
    let forward: ScanStep
    /// The values of the step that are stacked, in order.
    let residuals: [ValueID]

    private let step: ScanStep
    private let taps: [Tap]
    /// Values that do not vary and whose gradients are added up step by step.
    private let added: [ValueID]
    /// What the backward step takes, as values of the step: sequences, residuals, constants.
    private let usedSequences: [ValueID]
    private let usedConstants: [ValueID]
    private let floatCarries: [Int]
    private let floatSequences: [Int]
    /// The outputs whose cotangents reach the step, by number among the outputs.
    private let floatOutputs: [Int]
    private let backward: Graph

    /// Differentiates a step.
    ///
    /// - Parameters:
    ///   - known: A builder that knows the composites of the step.
    ///   - reaching: Which outputs have a cotangent; all by default.
    init(_ step: ScanStep, _ known: GraphBuilder, reaching: [Bool]? = nil) throws {
        self.step = step
        let (graph, varying) = (step.graph, step.varying)
        let builder = GraphBuilder(name: "scan gradient")
        builder.learn(from: known)
        var map: [ValueID: ValueID] = [:]
        for value in step.carries + step.sequences {
            map[value] = builder.input(graph[value], name: "value \(value.index)")
        }

        // What does not vary comes from outside, but for what depends on no input: that is made again.
        var literal: Set<ValueID> = []
        for node in graph.body.nodes
        where (node.operands + node.capturedValues).allSatisfy(literal.contains) && !node.hasSideEffect {
            literal.formUnion(node.results)
        }
        let taps = graph.body.nodes.filter { ScanGradient.isTap($0, varying) && !literal.contains($0.operands[1]) }
            .map(Tap.init)
        let tapped = Set(taps.map { $0.node.results[0] })
        var outside: [ValueID] = []
        var added: [ValueID] = []
        func require(_ value: ValueID, isAdded: Bool) {
            guard !varying.contains(value), !literal.contains(value) else { return }
            if !outside.contains(value) { outside.append(value) }
            if isAdded, graph[value].element.isFloat, !added.contains(value) { added.append(value) }
        }
        for node in graph.body.nodes where node.results.contains(where: varying.contains) {
            let isTap = node.results.count == 1 && tapped.contains(node.results[0])
            for (place, value) in (node.operands + node.capturedValues).enumerated() {
                require(value, isAdded: !(isTap && place == 1))
            }
        }
        for value in graph.body.results { require(value, isAdded: true) }
        var alias: [ValueID: ValueID] = [:]
        for value in outside {
            map[value] = builder.input(graph[value], name: "value \(value.index)")
            // A contraction gets a constant of its own, so that its share of the gradient is not added up here.
            alias[value] = builder.input(graph[value], name: "contracted \(value.index)")
        }
        let outputs = graph.body.results
        let reaching = reaching ?? outputs.dropFirst(step.carryCount).map { _ in true }
        let floatCarries = step.carries.indices.filter { graph[step.parameters[$0]].element.isFloat }
        let floatOutputs = (step.carryCount..<outputs.count).filter {
            graph[outputs[$0]].element.isFloat && reaching[$0 - step.carryCount]
        }
        let seeded = floatCarries + floatOutputs
        let seeds = seeded.map { builder.input(graph[outputs[$0]], name: "cotangent \($0)") }

        for node in graph.body.nodes
        where node.results.contains(where: varying.contains) || node.results.contains(where: literal.contains) {
            guard node.results.count == 1, tapped.contains(node.results[0]) else {
                try builder.copy(node, of: graph, into: &map)
                continue
            }
            let constant = node.operands[1]
            let kept = map[constant]
            map[constant] = alias[constant]
            try builder.copy(node, of: graph, into: &map)
            map[constant] = kept
        }
        let forwardCount = builder.nodes.count
        let floatSequences = step.sequences.indices.filter { graph[step.parameters[$0]].element.isFloat }
        let sources =
            (floatCarries + floatSequences).map { map[step.parameters[$0]]! } + added.map { map[$0]! }
            + taps.map { map[$0.node.results[0]]! }
        let gradients = try builder.backpropagate(
            builder.nodes, from: seeded.map { map[outputs[$0]]! }, cotangents: seeds, to: sources)

        // The step's values that the way back reads.
        let nodes = builder.nodes
        let (forwardNodes, backwardNodes) = (nodes[..<forwardCount], nodes[forwardCount...])
        var read = Set(backwardNodes.flatMap { $0.operands + $0.capturedValues }).union(gradients.compactMap { $0 })
        read.formUnion(taps.map { map[$0.varying]! })
        var original: [ValueID: ValueID] = [:]
        for (value, copy) in map { original[copy] = value }
        for (value, copy) in alias { original[copy] = value }
        var residuals: [ValueID] = []
        var usedSequences: [ValueID] = []
        var usedConstants: [ValueID] = []
        for value in (step.parameters + graph.body.nodes.flatMap(\.results)) {
            let isRead = [map[value], alias[value]].contains { $0.map(read.contains) ?? false }
            guard isRead, !literal.contains(value) else { continue }
            if step.sequences.contains(value) {
                usedSequences.append(value)
            } else if varying.contains(value) {
                residuals.append(value)
            } else {
                usedConstants.append(value)
            }
        }
        self.residuals = residuals
        self.taps = taps
        self.added = added
        self.usedSequences = usedSequences
        self.usedConstants = usedConstants
        self.floatCarries = floatCarries
        self.floatSequences = floatSequences
        self.floatOutputs = floatOutputs
        forward = try ScanStep(
            Graph(
                name: graph.name, valueTypes: graph.valueTypes,
                body: Region(
                    parameters: graph.body.parameters, nodes: graph.body.nodes, results: outputs + residuals),
                inputs: graph.inputs,
                outputNames: graph.outputNames + residuals.map { "value \($0.index)" }
            ).normalized(), carryCount: step.carryCount, sequenceCount: step.sequenceCount)

        // The backward step as a graph of its own.
        let traced = Graph(
            name: "scan gradient", valueTypes: builder.valueTypes,
            body: Region(parameters: [], nodes: nodes, results: []), inputs: [], outputNames: [])
        let back = GraphBuilder(name: "scan gradient")
        back.learn(from: known)
        var place: [ValueID: ValueID] = [:]
        for seed in seeds.prefix(floatCarries.count) {
            place[seed] = back.input(traced[seed], name: "carried cotangent")
        }
        let sums = added.map { back.input(graph[$0], name: "sum of value \($0.index)") }
        for value in usedSequences + residuals {
            place[map[value]!] = back.input(graph[value], name: "value \(value.index)")
        }
        for seed in seeds.dropFirst(floatCarries.count) { place[seed] = back.input(traced[seed], name: "cotangent") }
        for value in usedConstants {
            let input = back.input(graph[value], name: "value \(value.index)")
            place[map[value]!] = input
            place[alias[value]!] = input
        }
        for node in forwardNodes where original[node.results[0]].map(literal.contains) ?? false {
            try back.copy(node, of: traced, into: &place)
        }
        for node in backwardNodes { try back.copy(node, of: traced, into: &place) }
        func result(_ gradient: ValueID?, _ type: TensorType) throws -> ValueID {
            try gradient.map { place[$0]! } ?? back.zeros(type)
        }
        var results: [ValueID] = []
        for (gradient, source) in zip(gradients, sources).prefix(floatCarries.count) {
            results.append(try result(gradient, traced[source]))
        }
        let others = gradients.dropFirst(floatCarries.count)
        for (sum, gradient) in zip(sums, others.dropFirst(floatSequences.count)) {
            results.append(try gradient.map { try back.binary(.add, sum, place[$0]!) } ?? sum)
        }
        let slices =
            Array(zip(others, sources.dropFirst(floatCarries.count)))[..<floatSequences.count]
            + Array(zip(gradients, sources)).suffix(taps.count)
        for (gradient, source) in slices { results.append(try result(gradient, traced[source])) }
        backward = back.finish(outputs: results)
    }

    /// Appends the scan that goes back and the contractions after it; returns the gradients of the operands.
    ///
    /// - Parameters:
    ///   - cotangents: Of the last carried values and of the outputs, nil where there is none.
    ///   - stacks: The stacked residuals, by the step's value.
    func append(
        to builder: GraphBuilder, operands: [ValueID], cotangents: [ValueID?], residuals stacks: [ValueID: ValueID],
        needed: [Bool], length: Int, isReversed: Bool
    ) throws -> [ValueID?] {
        let graph = step.graph
        // The values that do not vary, made of the operands again; the executor finds them equal to those before.
        let varying = step.varying
        var map: [ValueID: ValueID] = [:]
        for (parameter, operand) in zip(step.parameters, operands) { map[parameter] = operand }
        let before = builder.nodes.count
        for node in graph.body.nodes where !node.reads(varying) && !node.hasSideEffect {
            try builder.copy(node, of: graph, into: &map)
        }
        let constantNodes = Array(builder.nodes[before...])
        for (value, stack) in stacks { map[value] = stack }

        let carried = try floatCarries.map { number in
            try cotangents[number] ?? builder.zeros(builder.type(of: operands[number]))
        }
        let sums = try added.map { try builder.zeros(graph[$0]) }
        let sequences = (usedSequences + residuals).map { map[$0]! } + floatOutputs.map { cotangents[$0]! }
        let composite = try ScanComposite(
            step: backward, carries: carried.count + sums.count, sequences: sequences.count, length: length,
            isReversed: !isReversed)
        let results = try builder.composite(
            composite, operands: carried + sums + sequences + usedConstants.map { map[$0]! })

        var gradients = [ValueID?](repeating: nil, count: operands.count)
        for (number, result) in zip(floatCarries, results) where needed[number] { gradients[number] = result }
        let slices = results[(carried.count + sums.count)...]
        for (number, result) in zip(floatSequences, slices) where needed[number] { gradients[number] = result }

        let offset = step.carryCount + step.sequenceCount
        guard needed[offset...].contains(true) else { return gradients }
        var constants: [(value: ValueID, cotangent: ValueID)] = []
        for (value, sum) in zip(added, results[carried.count...]) { constants.append((map[value]!, sum)) }
        for (tap, cotangent) in zip(taps, slices.dropFirst(floatSequences.count)) {
            let gradient = try tapGradient(tap.node, map[tap.varying]!, map[tap.constant]!, cotangent, builder)
            constants.append((map[tap.constant]!, gradient))
        }
        let wanted = operands[offset...].indices.filter { needed[$0] }
        let found = try builder.backpropagate(
            constantNodes, from: constants.map(\.value), cotangents: constants.map(\.cotangent),
            to: wanted.map { operands[$0] })
        for (number, gradient) in zip(wanted, found) { gradients[number] = gradient }
        return gradients
    }

    // MARK: Contractions

    /// Whether a node contracts a value that varies with one that does not, in a form whose steps can be joined.
    private static func isTap(_ node: Node, _ varying: Set<ValueID>) -> Bool {
        guard node.operands.count == 2, varying.contains(node.operands[0]), !varying.contains(node.operands[1]) else {
            return false
        }
        switch node.operation {
        case .dotGeneral(let attributes): return attributes.lhsBatching.isEmpty
        case .convolution(let attributes): return attributes.batchGroupCount == 1
        case .unary, .binary, .compare, .select, .clamp, .convert, .bitcastConvert, .constant, .iota, .reshape,
            .transpose, .broadcastInDim, .slice, .dynamicSlice, .dynamicUpdateSlice, .pad, .concatenate, .reverse,
            .reduce, .reduceWindow, .selectAndScatter, .gather, .scatter, .whileLoop, .ifElse, .rngBitGenerator,
            .complex, .reducePrecision, .map, .sort, .fft, .cholesky, .triangularSolve, .optimizationBarrier,
            .composite, .customCall:
            return false
        }
    }

    /// The gradient of a contraction's constant over all steps.
    ///
    /// A matrix product contracts (the varying operand's free dimensions..., step), so that the terms of a sample lie
    /// together; a convolution takes the steps as further positions of the batch, each sample's together.
    private func tapGradient(
        _ node: Node, _ varying: ValueID, _ constant: ValueID, _ cotangent: ValueID, _ builder: GraphBuilder
    ) throws -> ValueID {
        switch node.operation {
        case .dotGeneral(let attributes):
            let rank = builder.type(of: varying).rank - 1
            let free = attributes.lhsFree(rank: rank)
            let rhsFree = attributes.rhsFree(rank: builder.type(of: constant).rank)
            let product = try builder.one(
                .dotGeneral(
                    DotGeneralAttributes(
                        lhsContracting: free.map { $0 + 1 } + [0], rhsContracting: free.indices.map { $0 + 1 } + [0])),
                [varying, cotangent])
            let contracted = attributes.lhsContracting.sorted()
                .map { attributes.rhsContracting[attributes.lhsContracting.firstIndex(of: $0)!] }
            return try builder.transpose(product, TransposeAttributes(contracted + rhsFree).inverse)
        case .convolution(let attributes):
            let d = attributes.dimensions
            let call = PullbackCall(
                operands: [try joined(varying, d.inputBatch, builder), constant], results: [], cotangents: [],
                needed: [false, true])
            return try builder.convolutionKernelGradient(
                attributes, call, try joined(cotangent, d.outputBatch, builder))
        case .unary, .binary, .compare, .select, .clamp, .convert, .bitcastConvert, .constant, .iota, .reshape,
            .transpose, .broadcastInDim, .slice, .dynamicSlice, .dynamicUpdateSlice, .pad, .concatenate, .reverse,
            .reduce, .reduceWindow, .selectAndScatter, .gather, .scatter, .whileLoop, .ifElse, .rngBitGenerator,
            .complex, .reducePrecision, .map, .sort, .fft, .cholesky, .triangularSolve, .optimizationBarrier,
            .composite, .customCall:
            throw builder.notDifferentiable(node)
        }
    }

    /// A stack `[steps, ...]` with the steps joined to a dimension, behind it.
    private func joined(_ stack: ValueID, _ dimension: Int, _ builder: GraphBuilder) throws -> ValueID {
        let shape = builder.type(of: stack).shape
        var order = Array(1..<shape.count)
        order.insert(0, at: dimension + 1)
        var result = Array(shape[1...])
        result[dimension] *= shape[0]
        return try builder.reshape(try builder.transpose(stack, order), to: result)
    }
}
