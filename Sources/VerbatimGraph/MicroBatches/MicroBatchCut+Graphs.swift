// The graphs that stand for one that was cut.
extension MicroBatchCut {
    /// The graph of a part: the step's inputs, the first sample's place, and what is carried, to the folds' results of
    /// its samples and what is carried on.
    func part(samples count: Int) throws -> Graph {
        let builder = GraphBuilder(name: graph.name + ".part")
        var copy = GraphCopy(graph, into: builder)
        addInputs(to: &copy)
        let place = builder.input(TensorType([], .i64), name: "first sample")
        let carried = carriedTypes.map { builder.input($0, name: "carried") }
        var samples = SampleCut(pass: pass, count: count, place: place, copy: copy)
        for input in graph.body.parameters { try samples.cutInput(input) }
        var folded: [ValueID: ValueID] = [:]
        for node in graph.body.nodes where !node.results.contains(where: isLateAndUnfolded) {
            let start = scatters.firstIndex { $0.results == node.results }.map { carried[$0] }
            if let fold = folds.first(where: { $0.node.results == node.results }) {
                folded[node.results[0]] = try samples.fold(fold.node)
            } else if let start {
                folded[node.results[0]] = try samples.scatter(node, onto: start)
            } else if !node.results.isEmpty || node.readValues.contains(where: { pass[$0].isAlong }) {
                try samples.append(node)
            }
        }
        var outputs = (folds.map(\.node) + scatters).map { folded[$0.results[0]]! }
        for (place, buffer) in zip(sampledOutputs, carried[scatters.count...]) {
            outputs.append(try samples.put(graph.body.results[place], into: buffer))
        }
        return builder.finish(outputs: outputs)
    }

    /// The graph that gives what the first part is handed: what scatters start from, and zeros.
    func start() throws -> Graph {
        let builder = GraphBuilder(name: graph.name + ".start")
        var copy = GraphCopy(graph, into: builder)
        addInputs(to: &copy)
        for node in graph.body.nodes where isEarly(node) && !node.hasSideEffect {
            try copy.append(node)
        }
        var outputs: [ValueID] = []
        for node in scatters {
            guard copy.has(node.operands[0]) else {
                throw MicroBatchCut.refusal("\(pass.describe(node)) starts from a sum over samples")
            }
            outputs.append(copy[node.operands[0]])
        }
        for type in carriedTypes[scatters.count...] {
            let zero = try builder.constant(TensorValue(zeros: type.with(shape: [])))
            outputs.append(try builder.broadcast(zero, to: type.shape, dimensions: []))
        }
        return builder.finish(outputs: outputs)
    }

    /// The graph that combines the folds of two neighbours.
    func merge() throws -> Graph {
        let builder = GraphBuilder(name: graph.name + ".merge")
        let types = folds.map { SampleCut.foldType(graph[$0.node.results[0]]) }
        let left = types.map { builder.input($0, name: "left") }
        let right = types.map { builder.input($0, name: "right") }
        return builder.finish(
            outputs: try folds.indices.map { try builder.binary(folds[$0].operation, left[$0], right[$0]) })
    }

    /// The graph of what follows: the step's inputs, the folds' results and what was carried, to the step's outputs.
    func rest() throws -> Graph {
        let builder = GraphBuilder(name: graph.name + ".rest")
        var copy = GraphCopy(graph, into: builder)
        addInputs(to: &copy)
        let totals = folds.map { builder.input(SampleCut.foldType(graph[$0.node.results[0]]), name: "sum") }
        let carried = carriedTypes.map { builder.input($0, name: "carried") }
        for (node, value) in zip(scatters, carried) { copy[node.results[0]] = value }
        for node in graph.body.nodes {
            if let index = folds.firstIndex(where: { $0.node.results == node.results }) {
                copy[node.results[0]] = try total(folds[index], totals[index], copy)
            } else if isEarly(node) || node.readValues.contains(where: late.contains) {
                try copy.append(node)
            }
        }
        let byPlace = Dictionary(uniqueKeysWithValues: zip(sampledOutputs, carried[scatters.count...]))
        let outputs = graph.body.results.enumerated().map { byPlace[$0] ?? copy[$1] }
        return builder.finish(outputs: outputs, names: graph.outputNames)
    }

    /// A fold's result from its total: with the initial value of a reduce, and rounded to 16 bits at last.
    private func total(_ fold: Fold, _ total: ValueID, _ copy: GraphCopy) throws -> ValueID {
        let builder = copy.builder
        let type = graph[fold.node.results[0]]
        var value = total
        if case .reduce = fold.node.operation, fold.node.sampleSum != nil {
            let initial = try builder.convert(copy[fold.node.operands[1]], to: builder.type(of: total).element)
            value = try builder.binary(.add, try builder.broadcast(initial, to: type.shape, dimensions: []), total)
        }
        return try builder.convert(value, to: type.element)
    }

    /// The types of what is carried: scatters' results, then outputs that have samples.
    private var carriedTypes: [TensorType] {
        scatters.map { graph[$0.results[0]] } + sampledOutputs.map { graph[graph.body.results[$0]] }
    }

    private func addInputs(to copy: inout GraphCopy) {
        for (input, value) in zip(graph.inputs, graph.body.parameters) {
            copy[value] = copy.builder.input(graph[value], name: input.name)
        }
    }

    /// Whether an operation has to do with neither samples nor their sums.
    private func isEarly(_ node: Node) -> Bool {
        !node.readValues.contains { late.contains($0) || pass[$0].isAlong }
            && !node.results.contains { late.contains($0) || pass[$0].isAlong }
    }

    private func isLateAndUnfolded(_ value: ValueID) -> Bool {
        late.contains(value) && !folds.contains { $0.node.results == [value] }
            && !scatters.contains { $0.results == [value] }
    }
}
