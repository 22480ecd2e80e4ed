import VerbatimArithmetic

/// Follows the sample dimension through a graph and marks the sums over it.
struct SamplePass {
    let valueTypes: [TensorType]
    let samples: Int
    /// Whether sums over samples are refused: inside loops, whose steps cannot be shared out.
    private var insideLoop = false
    private var tracks: [SampleTrack]

    init(valueTypes: [TensorType], samples: Int) {
        self.valueTypes = valueTypes
        self.samples = samples
        tracks = valueTypes.map { _ in .none }
    }

    func type(_ value: ValueID) -> TensorType { valueTypes[value.index] }

    subscript(value: ValueID) -> SampleTrack { tracks[value.index] }

    /// The region with its sums marked, for parameters with the given tracks.
    mutating func region(_ region: Region, parameters: [SampleTrack]) throws -> Region {
        for (parameter, track) in zip(region.parameters, parameters) { tracks[parameter.index] = track }
        var region = region
        for index in region.nodes.indices {
            do {
                let results = try visit(&region.nodes[index])
                for (value, track) in zip(region.nodes[index].results, results) { tracks[value.index] = track }
            } catch let error as VerbatimError {
                throw error.at(region.nodes[index].location)
            }
        }
        return region
    }

    // MARK: Errors and marks

    /// A node's name and place, as errors tell it.
    func describe(_ node: Node) -> String {
        node.location.isUnknown ? node.operation.name : "\(node.operation.name) [\(node.location)]"
    }

    func lost(_ node: Node) -> SampleTrack { .lost(describe(node)) }

    /// Refuses a sum whose operands no longer tell where the samples are.
    func requireKnown(_ operands: [SampleTrack], _ node: Node) throws {
        for case .lost(let origin) in operands {
            throw VerbatimError(
                .sampleDimension,
                "\(node.operation.name) sums over a tensor in which samples cannot be told apart since \(origin)",
                remedy: "keep samples together along one dimension until they are summed over")
        }
    }

    func refuse(_ node: Node, _ why: String) -> VerbatimError {
        VerbatimError(
            .sampleDimension, "\(node.operation.name) \(why)",
            remedy:
                "keep samples together along one dimension, and sum over them with reduce, dot_general or convolution")
    }

    /// The mark of a sum; `positions` counts the summed indices that belong to one sample.
    func mark(_ node: inout Node, dimension: Int, indicesPerSample: Int, positions: Int) throws {
        if insideLoop { throw refuse(node, "sums over samples inside a loop") }
        node.sampleSum = SampleSum(
            dimension: dimension,
            samplesPerLeaf: SampleLeaf.samplesPerLeaf(samples: samples, positionsPerSample: positions),
            indicesPerSample: indicesPerSample)
    }

    /// The track of a value that mixes operands element by element.
    func mixed(_ operands: [SampleTrack], _ node: Node) -> SampleTrack {
        var result = SampleTrack.none
        for track in operands { result = joined(result, track, node) }
        return result
    }

    private func joined(_ left: SampleTrack, _ right: SampleTrack, _ node: Node) -> SampleTrack {
        switch (left, right) {
        case (.lost, _), (_, .none): return left
        case (_, .lost), (.none, _): return right
        case (.along, .along): return left == right ? left : lost(node)
        }
    }

    // MARK: Regions

    /// Both branches of an `if`, whose results are told apart only where they agree.
    mutating func branches(_ node: inout Node) throws -> [SampleTrack] {
        var results = node.results.map { _ in SampleTrack.none }
        for index in node.regions.indices {
            node.regions[index] = try region(node.regions[index], parameters: [])
            results = zip(results, node.regions[index].results).map { joined($0, self[$1], node) }
        }
        return results.map { mixed([$0, self[node.operands[0]].lostOnly], node) }
    }

    /// A loop: what its values know is found by running the pass until nothing is forgotten any more.
    mutating func loop(_ node: inout Node) throws -> [SampleTrack] {
        let outer = insideLoop
        insideLoop = true
        defer { insideLoop = outer }
        var carried = node.operands.map { self[$0] }
        while true {
            _ = try region(node.regions[0], parameters: carried)
            let body = try region(node.regions[1], parameters: carried)
            let next = zip(carried, body.results).map { joined($0, self[$1], node) }
            if next == carried {
                return carried
            }
            carried = next
        }
    }

    /// A composite: its own rule, or its decomposition with marks inside.
    func composite(_ attributes: CompositeAttributes, _ node: inout Node) throws -> [SampleTrack] {
        let operands = node.operands.map { self[$0] }
        if let type = CompositeTable.type(named: attributes.name) as? any SampleOrderedComposite.Type {
            return try type.init(options: attributes.options).sampleTracks(operands)
        }
        var inner = SamplePass(valueTypes: attributes.decomposition.valueTypes, samples: samples)
        inner.insideLoop = insideLoop
        var marked = attributes
        marked.decomposition.body = try inner.region(attributes.decomposition.body, parameters: operands)
        node.operation = .composite(marked)
        return marked.decomposition.body.results.map { inner[$0] }
    }
}

extension SampleTrack {
    /// Itself where samples were lost, else none: what a scalar condition passes on.
    var lostOnly: SampleTrack {
        if case .lost = self { return self }
        return .none
    }
}
