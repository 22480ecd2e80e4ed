/// The checks of `Graph.verify()`: one walk in program order.
struct GraphVerifier {
    private enum State { case undefined, visible, ended }

    private let graph: Graph
    private var nesting: Int
    private var states: [State]

    init(graph: Graph, nesting: Int) {
        self.graph = graph
        self.nesting = nesting
        states = [State](repeating: .undefined, count: graph.valueTypes.count)
    }

    mutating func verify(operations: inout Int) throws {
        try require(
            graph.inputs.count == graph.body.parameters.count, "the inputs are not described one by one",
            received: "\(graph.inputs.count) descriptions", expected: "\(graph.body.parameters.count)")
        try require(
            graph.outputNames.count == graph.body.results.count, "the outputs are not named one by one",
            received: "\(graph.outputNames.count) names", expected: "\(graph.body.results.count)")
        for type in graph.valueTypes {
            try malformed(at: .unknown) { try ShapeRules.size(type, "a value") }
        }
        try region(graph.body, operations: &operations)
        for (input, parameter) in zip(graph.inputs, graph.body.parameters) {
            guard let dimension = input.sampleDimension else { continue }
            try require(
                graph[parameter].shape.indices.contains(dimension),
                "the sample dimension of input \(input.name) is not one of its dimensions", received: "\(dimension)",
                expected: "a dimension of \(graph[parameter])")
        }
    }

    // MARK: Regions and nodes

    private mutating func region(_ region: Region, operations: inout Int) throws {
        var defined = region.parameters
        try define(region.parameters, at: .unknown)
        for node in region.nodes {
            try self.node(node, operations: &operations)
            defined += node.results
        }
        try use(region.results, "a region's result", at: .unknown)
        for value in defined { states[value.index] = .ended }
    }

    private mutating func node(_ node: Node, operations: inout Int) throws {
        operations += 1
        try require(
            operations <= Graph.operationLimit, "the graph is too large", received: "more operations",
            expected: "at most \(Graph.operationLimit)")
        let name = node.operation.name
        try use(node.operands, "an operand of \(name)", at: node.location)
        try inside(node, operations: &operations)
        let types = try malformed(at: node.location) {
            try node.operation.resultTypes(
                operands: node.operands.map { graph[$0] }, regions: node.regions.map(graph.type(of:)))
        }
        try define(node.results, at: node.location)
        try require(
            node.results.map { graph[$0] } == types, "the results of \(name) are of other types than its rule gives",
            received: "\(node.results.map { graph[$0].description })", expected: "\(types.map(\.description))",
            at: node.location)
        if let sum = node.sampleSum { try mark(sum, of: node) }
    }

    /// What stands one level deeper: regions, and the decomposition of a composite.
    private mutating func inside(_ node: Node, operations: inout Int) throws {
        var decomposition: Graph?
        if case .composite(let composite) = node.operation { decomposition = composite.decomposition }
        guard decomposition != nil || !node.regions.isEmpty else { return }
        try require(
            nesting < Graph.nestingLimit, "regions and decompositions are nested too deeply",
            received: "\(nesting + 1) levels", expected: "at most \(Graph.nestingLimit)", at: node.location)
        nesting += 1
        defer { nesting -= 1 }
        for region in node.regions { try self.region(region, operations: &operations) }
        if let decomposition {
            var inner = GraphVerifier(graph: decomposition, nesting: nesting)
            try malformed(at: node.location) { try inner.verify(operations: &operations) }
        }
    }

    /// The mark must name a summed dimension of an operation whose sum leaves can combine to.
    private func mark(_ sum: SampleSum, of node: Node) throws {
        let name = node.operation.name
        let summed: Int
        switch node.operation {
        case .reduce(let reduce) where node.operands.count == 2 && node.regions[0].simpleBody != nil:
            summed = reduce.dimensions.count
        case .dotGeneral(let dot): summed = dot.lhsContracting.count
        case .convolution(let convolution): summed = convolution.dimensions.kernelSpatial.count + 1
        case .unary, .binary, .compare, .select, .clamp, .convert, .bitcastConvert, .constant, .iota, .reshape,
            .transpose, .broadcastInDim, .slice, .dynamicSlice, .dynamicUpdateSlice, .pad, .concatenate, .reverse,
            .reduce, .reduceWindow, .selectAndScatter, .gather, .scatter, .whileLoop, .ifElse, .rngBitGenerator,
            .composite, .customCall, .complex, .reducePrecision, .map, .sort, .fft, .cholesky,
            .triangularSolve, .optimizationBarrier:
            throw VerbatimError(
                .malformed, "graph \(graph.name) is malformed: \(name) is marked as a sum over samples",
                received: "\(sum)", expected: "a mark on a dot_general, a convolution, or a reduce by one operation",
                location: node.location)
        }
        let limit = 1...(1 << 31)
        try require(
            (0..<summed).contains(sum.dimension) && limit.contains(sum.samplesPerLeaf)
                && limit.contains(sum.indicesPerSample), "the mark of a sum over samples does not suit \(name)",
            received: "\(sum)", expected: "a place below \(summed), leaves and samples of at least 1",
            at: node.location)
    }

    // MARK: Values

    private mutating func define(_ values: [ValueID], at location: Location) throws {
        for value in values {
            try require(
                states.indices.contains(value.index), "a value is not in the graph's table",
                received: "%\(value.index)",
                expected: "a number below \(states.count)", at: location)
            try require(
                states[value.index] == .undefined, "a value is defined twice", received: "%\(value.index)",
                expected: "one definition", at: location)
            states[value.index] = .visible
        }
    }

    private func use(_ values: [ValueID], _ what: String, at location: Location) throws {
        for value in values {
            try require(
                states.indices.contains(value.index) && states[value.index] == .visible,
                "\(what) is not defined where it is used", received: "%\(value.index)",
                expected: "a value defined before, in this region or around it", at: location)
        }
    }

    // MARK: Errors

    private func require(
        _ condition: Bool, _ what: @autoclosure () -> String, received: @autoclosure () -> String,
        expected: @autoclosure () -> String, at location: Location = .unknown
    ) throws {
        guard condition else {
            throw VerbatimError(
                .malformed, "graph \(graph.name) is malformed: \(what())", received: received(), expected: expected(),
                location: location.isUnknown ? nil : location)
        }
    }

    /// Runs a check whose error means that the graph is malformed.
    private func malformed<Result>(at location: Location, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as VerbatimError {
            guard error.code != .malformed || !error.what.hasPrefix("graph ") else { throw error }
            var error = error.at(location)
            error.code = .malformed
            error.what = "graph \(graph.name) is malformed: \(error.what)"
            throw error
        }
    }
}
