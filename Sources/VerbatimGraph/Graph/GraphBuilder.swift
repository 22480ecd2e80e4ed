/// Builds a graph operation by operation, checking each by its shape rule.
///
/// A reference type used by one task at a time. Autodiff appends to a builder; `finish` gives the graph.
public final class GraphBuilder {
    private struct Scope {
        var parameters: [ValueID]
        var nodes: [Node] = []
    }

    /// The graph's name.
    public let name: String
    /// The location given to operations appended without one.
    public var location: Location = .unknown
    /// The type of every value so far.
    public private(set) var valueTypes: [TensorType] = []
    /// What is known of each input.
    public private(set) var inputs: [Graph.Input] = []
    /// The types of the composites appended so far, by name: how gradients find a custom composite's pullback.
    private(set) var customComposites: [String: any Composite.Type] = [:]
    /// The numbers of the values of each segment that gradients compute again, in the order in which segments ended.
    private(set) var segments: [Range<Int>] = []
    /// The values that others were computed again from, or held back by a barrier.
    private var origins: [ValueID: ValueID] = [:]
    private var scopes: [Scope] = [Scope(parameters: [])]

    /// Starts an empty graph.
    public init(name: String) { self.name = name }

    /// The operations of the innermost open region so far.
    public var nodes: [Node] { scopes[scopes.count - 1].nodes }

    /// The operations so far of the graph and of every open region, those whose values can be used here, in order.
    package var visibleNodes: [Node] { scopes.flatMap(\.nodes) }

    /// Whether no region is open, so that inputs may be added.
    public var isAtTopLevel: Bool { scopes.count == 1 }

    /// The type of a value.
    public func type(of value: ValueID) -> TensorType { valueTypes[value.index] }

    /// Adds an input; only outside regions.
    public func input(_ type: TensorType, name: String, sampleDimension: Int? = nil) -> ValueID {
        guard isAtTopLevel else { fatalError("an input was added inside a region of graph \(self.name)") }
        let value = newValue(type)
        scopes[0].parameters.append(value)
        inputs.append(Graph.Input(name: name, sampleDimension: sampleDimension))
        return value
    }

    /// Appends an operation and returns its results.
    ///
    /// - Throws: `VerbatimError` if the shape rule is broken; nothing is appended then.
    @discardableResult
    public func append(
        _ operation: Operation, _ operands: [ValueID] = [], regions: [Region] = [], sampleSum: SampleSum? = nil,
        location: Location? = nil
    ) throws -> [ValueID] {
        let location = location ?? self.location
        do {
            let types = try operation.resultTypes(
                operands: operands.map(type(of:)),
                regions: regions.map { region in
                    RegionType(parameters: region.parameters.map(type(of:)), results: region.results.map(type(of:)))
                })
            let results = types.map(newValue)
            scopes[scopes.count - 1].nodes.append(
                Node(
                    operation, operands: operands, results: results, regions: regions, sampleSum: sampleSum,
                    location: location))
            return results
        } catch let error as VerbatimError {
            throw error.at(location)
        }
    }

    /// Builds a region for an operation that is appended next; the body may use outer values.
    public func region(
        _ parameterTypes: [TensorType], _ body: (_ parameters: [ValueID]) throws -> [ValueID]
    ) throws -> Region {
        let parameters = parameterTypes.map(newValue)
        scopes.append(Scope(parameters: parameters))
        defer { scopes.removeLast() }
        let results = try body(parameters)
        return Region(parameters: parameters, nodes: scopes[scopes.count - 1].nodes, results: results)
    }

    /// Appends the operations of a graph in place, as if they had been written here, and returns its outputs.
    public func inline(_ graph: Graph, _ operands: [ValueID], location: Location? = nil) throws -> [ValueID] {
        guard operands.map(type(of:)) == graph.inputTypes else {
            throw VerbatimError(
                .shape, "the operands of \(graph.name) do not suit it", received: "\(operands.map(type(of:)))",
                expected: "\(graph.inputTypes)")
        }
        var map: [ValueID: ValueID] = [:]
        for (parameter, operand) in zip(graph.body.parameters, operands) { map[parameter] = operand }
        for node in graph.body.nodes { try copy(node, of: graph, into: &map, location: location) }
        return graph.body.results.map { map[$0]! }
    }

    /// Has gradients compute the values that a closure appends again, rather than keep them until they are read.
    ///
    /// The operations are what they would be without; `gradients` repeats them behind an `optimization_barrier` where it
    /// reaches them. Segments nest. Gradients have the same bits. Operations with side effects are not repeated.
    public func remat<Result>(_ body: () throws -> Result) rethrows -> Result {
        let start = valueTypes.count
        let result = try body()
        endSegment(from: start)
        return result
    }

    /// Has gradients compute again the values numbered from one on.
    package func endSegment(from start: Int) { segments.append(start..<valueTypes.count) }

    /// The value that one stands for, which is itself unless it was computed again for a gradient.
    func origin(of value: ValueID) -> ValueID { origins[value] ?? value }

    /// Remembers that values stand for others, of the same bits.
    func setOrigins(of values: [ValueID], to others: [ValueID]) {
        for (value, other) in zip(values, others) { origins[value] = origin(of: other) }
    }

    /// Ends the graph: operations that no output needs are dropped, values are numbered in program order.
    public func finish(outputs: [ValueID], names: [String]? = nil) -> Graph {
        guard isAtTopLevel else { fatalError("graph \(name) was finished inside a region") }
        let graph = Graph(
            name: name, valueTypes: valueTypes,
            body: Region(parameters: scopes[0].parameters, nodes: scopes[0].nodes, results: outputs), inputs: inputs,
            outputNames: names ?? outputs.indices.map { "output\($0)" })
        return graph.normalized()
    }

    /// Remembers the types of composites that another builder knows.
    func learn(from other: GraphBuilder) { customComposites.merge(other.customComposites) { known, _ in known } }

    /// Remembers the type of a composite.
    func learn(_ composite: any Composite.Type) { customComposites[composite.name] = composite }

    private func newValue(_ type: TensorType) -> ValueID {
        valueTypes.append(type)
        return ValueID(valueTypes.count - 1)
    }

    /// Appends a copy of a graph's node, whose operands a map finds, and adds its results to the map.
    func copy(
        _ node: Node, of graph: Graph, into map: inout [ValueID: ValueID], location: Location? = nil
    ) throws {
        var regions: [Region] = []
        for inner in node.regions {
            let region = try region(inner.parameters.map { graph[$0] }) { parameters in
                for (from, to) in zip(inner.parameters, parameters) { map[from] = to }
                for node in inner.nodes { try copy(node, of: graph, into: &map, location: location) }
                return inner.results.map { map[$0]! }
            }
            regions.append(region)
        }
        let results = try append(
            node.operation, node.operands.map { map[$0]! }, regions: regions, sampleSum: node.sampleSum,
            location: location ?? node.location)
        for (from, to) in zip(node.results, results) { map[from] = to }
    }
}
