/// Appends operations of one graph to the builder of another, as they are.
struct GraphCopy {
    let graph: Graph
    let builder: GraphBuilder
    private var values: [ValueID: ValueID] = [:]

    init(_ graph: Graph, into builder: GraphBuilder) {
        self.graph = graph
        self.builder = builder
    }

    /// The builder's value for one of the graph's, which must have been appended.
    subscript(value: ValueID) -> ValueID {
        get { values[value]! }
        set { values[value] = newValue }
    }

    /// Whether a value has been appended.
    func has(_ value: ValueID) -> Bool { values[value] != nil }

    /// Appends an operation with its regions.
    mutating func append(_ node: Node) throws {
        var regions: [Region] = []
        for inner in node.regions { regions.append(try region(inner)) }
        let results = try builder.append(
            node.operation, node.operands.map { self[$0] }, regions: regions, sampleSum: node.sampleSum,
            location: node.location)
        for (from, to) in zip(node.results, results) { values[from] = to }
    }

    /// A region for an operation that is appended next.
    mutating func region(_ inner: Region) throws -> Region {
        var copy = self
        let region = try builder.region(inner.parameters.map { graph[$0] }) { parameters in
            for (from, to) in zip(inner.parameters, parameters) { copy[from] = to }
            for node in inner.nodes { try copy.append(node) }
            return inner.results.map { copy[$0] }
        }
        return region
    }
}
