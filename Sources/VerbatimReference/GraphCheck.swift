import VerbatimGraph

/// Refuses graphs that break a shape rule, use a value before it is given, or ask for what is not done.
struct GraphCheck {
    private let graph: Graph
    private var isGiven: [Bool]

    static func check(_ graph: Graph) throws {
        var check = GraphCheck(graph: graph, isGiven: [Bool](repeating: false, count: graph.valueTypes.count))
        try check.region(graph.body)
        guard graph.inputs.count == graph.body.parameters.count else {
            throw VerbatimError(
                .malformed, "graph \(graph.name) describes a wrong number of inputs", received: "\(graph.inputs.count)",
                expected: "\(graph.body.parameters.count)")
        }
    }

    private mutating func give(_ value: ValueID, at location: Location?) throws {
        guard isGiven.indices.contains(value.index), !isGiven[value.index] else {
            throw VerbatimError(
                .malformed, "value \(value.index) of graph \(graph.name) has no type or is given twice",
                location: location)
        }
        isGiven[value.index] = true
    }

    private func use(_ values: [ValueID], at location: Location?) throws {
        for value in values where !isGiven.indices.contains(value.index) || !isGiven[value.index] {
            throw VerbatimError(
                .malformed, "value \(value.index) of graph \(graph.name) is used before it is given",
                location: location)
        }
    }

    /// Checks a region; what it gives is not seen outside it.
    private mutating func region(_ region: Region) throws {
        let outside = isGiven
        defer { isGiven = outside }
        for parameter in region.parameters { try give(parameter, at: nil) }
        for node in region.nodes {
            do {
                try self.node(node)
            } catch let error as VerbatimError {
                throw error.location == nil && !node.location.isUnknown
                    ? VerbatimError(
                        error.code, error.what, received: error.received, expected: error.expected,
                        remedy: error.remedy, location: node.location) : error
            }
        }
        try use(region.results, at: nil)
    }

    private mutating func node(_ node: Node) throws {
        try use(node.operands, at: node.location)
        for inner in node.regions { try region(inner) }
        let types = try node.operation.resultTypes(
            operands: node.operands.map { graph[$0] }, regions: node.regions.map { graph.type(of: $0) })
        for result in node.results { try give(result, at: node.location) }
        guard types == node.results.map({ graph[$0] }) else {
            throw VerbatimError(
                .malformed, "\(node.operation.name) has wrong result types",
                received: "\(node.results.map { graph[$0] })", expected: "\(types)")
        }
        if case .composite(let attributes) = node.operation { try GraphCheck.check(attributes.decomposition) }
        if case .customCall(let attributes) = node.operation { try CustomCall.check(attributes) }
        if let sampleSum = node.sampleSum { try check(sampleSum, node) }
    }

    /// A mark must name a summed dimension, and its leaves must be combinable.
    private func check(_ sampleSum: SampleSum, _ node: Node) throws {
        let summed: Int
        switch node.operation {
        case .reduce(let attributes):
            summed = attributes.dimensions.count
            guard node.operands.count == 2, node.regions[0].simpleBody != nil else {
                throw VerbatimError(
                    .sampleDimension, "a fold with this body has no order over samples",
                    expected: "a body of one add, multiply, maximum, minimum, and, or, xor")
            }
        case .dotGeneral(let attributes): summed = attributes.lhsContracting.count
        case .convolution(let attributes): summed = attributes.dimensions.kernelSpatial.count + 1
        case .unary, .binary, .compare, .select, .clamp, .convert, .bitcastConvert, .constant, .iota, .reshape,
            .transpose, .broadcastInDim, .slice, .dynamicSlice, .dynamicUpdateSlice, .pad, .concatenate, .reverse,
            .reduceWindow, .selectAndScatter, .gather, .scatter, .whileLoop, .ifElse, .rngBitGenerator, .composite,
            .customCall:
            summed = 0
        }
        guard (0..<summed).contains(sampleSum.dimension), sampleSum.indicesPerLeaf > 0 else {
            throw VerbatimError(
                .sampleDimension, "\(node.operation.name) does not sum over the marked sample dimension",
                received: "place \(sampleSum.dimension), \(sampleSum.indicesPerLeaf) indices in a leaf",
                expected: "a place below \(summed) and leaves of at least 1")
        }
    }
}
