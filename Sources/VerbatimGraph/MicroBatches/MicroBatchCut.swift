/// A step's graph cut at its sums over samples, so that a few samples at a time can go through it.
///
/// What carries samples runs part by part; the parts' sums combine as the canonical tree of leaves combines them, since a
/// part holds a power of two of every sum's leaves; what follows from the sums runs once. Scatters over samples, and
/// results by sample, are carried from part to part in ascending order. So the results have the bits of the whole graph.
/// A value by sample that needs a sum over all of them, such as normalisation by the batch's statistics, is refused.
struct MicroBatchCut {
    /// A fold over samples whose results of parts are combined.
    struct Fold {
        let node: Node
        /// How two parts' results combine.
        let operation: BinaryOperation
    }

    /// The graph that is cut: the step's, with composites that hold sums over samples written out.
    let graph: Graph
    let pass: SamplePass
    private(set) var folds: [Fold] = []
    /// Scatters of samples' updates into something that has no samples.
    private(set) var scatters: [Node] = []
    /// The outputs that have samples, by place.
    let sampledOutputs: [Int]
    /// The values that depend on sums over samples.
    private(set) var late: Set<ValueID> = []

    var samples: Int { pass.samples }

    /// The least number of samples that holds a whole leaf of every sum.
    var samplesPerLeaf: Int { folds.compactMap { $0.node.sampleSum?.samplesPerLeaf }.max() ?? 1 }

    /// Cuts a graph; nil where it has no samples, or one.
    ///
    /// - Throws: `VerbatimError` naming the operation that no cut is known for.
    init?(_ graph: Graph) throws {
        guard let (whole, pass) = try graph.writingOutSampleSums().samplePass() else { return nil }
        let marked = whole.holdingBackSamples(pass)
        self.graph = marked
        self.pass = pass
        sampledOutputs = marked.body.results.indices.filter { pass[marked.body.results[$0]].isAlong }
        for node in marked.body.nodes { try place(node) }
        for output in marked.body.results {
            if case .lost(let origin) = pass[output] {
                throw Self.refusal("an output has lost its samples at \(origin)")
            }
        }
    }

    private mutating func place(_ node: Node) throws {
        let read = node.readValues
        let isLate = read.contains(where: late.contains)
        if node.results.contains(where: { pass[$0].isAlong })
            || (node.results.isEmpty && read.contains { pass[$0].isAlong })
        {
            guard !isLate else {
                throw Self.refusal("\(pass.describe(node)) needs a sum over the whole batch, sample by sample")
            }
            return
        }
        if read.contains(where: { pass[$0].isAlong }) {
            guard !isLate, let fold = fold(node) else {
                throw Self.refusal("\(pass.describe(node)) mixes samples in a way that cannot be done by parts")
            }
            switch fold {
            case .combined(let operation): folds.append(Fold(node: node, operation: operation))
            case .carried: scatters.append(node)
            }
            late.formUnion(node.results)
        } else if isLate {
            late.formUnion(node.results)
        }
    }

    private enum Way {
        case combined(BinaryOperation)
        case carried
    }

    /// How the results of parts make the result of a node that reads samples and gives none.
    private func fold(_ node: Node) -> Way? {
        guard node.results.count == 1 else { return nil }
        if node.sampleSum != nil { return .combined(.add) }
        if case .scatter = node.operation, !pass[node.operands[0]].isAlong { return .carried }
        guard case .reduce = node.operation, let body = node.regions[0].simpleBody else { return nil }
        switch body {
        case .maximum, .minimum, .and, .or: return .combined(body)
        case .add, .multiply, .xor, .atan2, .divide, .nextAfter, .power, .remainder, .shiftLeft, .shiftRightArithmetic,
            .shiftRightLogical, .subtract:
            return nil
        }
    }

    static func refusal(_ why: String) -> VerbatimError {
        VerbatimError(
            .unsupported, "the step cannot be cut in micro-batches: \(why)",
            expected: "layers that treat samples one by one",
            remedy: "leave microBatches out, or use a normalisation without batch statistics")
    }
}

extension SampleTrack {
    /// Whether the value has samples along a known dimension.
    var isAlong: Bool {
        if case .along = self { return true }
        return false
    }
}

extension Node {
    /// The values that the node reads, those that its regions take from around them included.
    var readValues: Set<ValueID> {
        var read = Set(operands)
        for region in regions {
            var inner = Set(region.parameters)
            for node in region.nodes {
                read.formUnion(node.readValues.subtracting(inner))
                inner.formUnion(node.results)
            }
            read.formUnion(Set(region.results).subtracting(inner))
        }
        return read
    }

    /// Whether it, or an operation inside it, is marked as a sum over samples.
    var holdsSampleSum: Bool {
        if sampleSum != nil { return true }
        if case .composite(let attributes) = operation {
            return attributes.decomposition.body.nodes.contains(where: \.holdsSampleSum)
        }
        return regions.contains { $0.nodes.contains(where: \.holdsSampleSum) }
    }
}

extension Graph {
    /// The same program with the decomposition in place of every composite that holds a marked sum over samples.
    func writingOutSampleSums() throws -> Graph {
        var graph = self
        while graph.body.nodes.contains(where: { $0.isComposite && $0.holdsSampleSum }) {
            let builder = GraphBuilder(name: graph.name)
            var copy = GraphCopy(graph, into: builder)
            for (input, value) in zip(graph.inputs, graph.body.parameters) {
                copy[value] = builder.input(graph[value], name: input.name, sampleDimension: input.sampleDimension)
            }
            for node in graph.body.nodes {
                if case .composite(let attributes) = node.operation, node.holdsSampleSum {
                    let results = try builder.inline(
                        attributes.decomposition, node.operands.map { copy[$0] }, location: node.location)
                    for (from, to) in zip(node.results, results) { copy[from] = to }
                } else {
                    try copy.append(node)
                }
            }
            graph = builder.finish(outputs: graph.body.results.map { copy[$0] }, names: graph.outputNames)
        }
        return graph
    }
}

extension Node {
    fileprivate var isComposite: Bool {
        if case .composite = operation { return true }
        return false
    }
}
