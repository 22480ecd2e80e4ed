import VerbatimGraph

/// Rewrites a graph without changing a bit: composites become their decompositions unless a fused kernel takes them,
/// and operations that compute the same thing twice become one.
struct Inliner {
    /// Says which composites stay.
    let keeps: (CompositeAttributes) -> Bool
    private var types: [TensorType] = []

    init(keeps: @escaping (CompositeAttributes) -> Bool) { self.keeps = keeps }

    /// The rewritten graph.
    static func inline(_ graph: Graph, keeps: @escaping (CompositeAttributes) -> Bool) -> Graph {
        var inliner = Inliner(keeps: keeps)
        var map: [ValueID: ValueID] = [:]
        var scope = Scope()
        let parameters = graph.body.parameters.map { inliner.define($0, of: graph, &map) }
        inliner.append(graph.body.nodes, of: graph, &map, &scope)
        var result = graph
        result.valueTypes = inliner.types
        result.body = Region(
            parameters: parameters, nodes: scope.nodes, results: graph.body.results.map { map[$0]! })
        return result.normalized()
    }

    /// What has been appended to one region, and what its operations compute.
    private struct Scope {
        var nodes: [Node] = []
        var known: [Computation: [ValueID]] = [:]
    }

    /// An operation without regions or side effects: equal ones have equal results.
    private struct Computation: Hashable {
        var operation: Operation
        var operands: [ValueID]
        var sampleSum: SampleSum?
    }

    private mutating func define(
        _ value: ValueID, of graph: Graph, _ map: inout [ValueID: ValueID]
    ) -> ValueID {
        types.append(graph[value])
        let number = ValueID(types.count - 1)
        map[value] = number
        return number
    }

    private mutating func append(
        _ nodes: [Node], of graph: Graph, _ map: inout [ValueID: ValueID], _ scope: inout Scope
    ) {
        for node in nodes {
            let operands = node.operands.map { map[$0]! }
            if case .composite(let attributes) = node.operation, !keeps(attributes) {
                let inner = attributes.decomposition
                var innerMap = Dictionary(uniqueKeysWithValues: zip(inner.body.parameters, operands))
                append(inner.body.nodes, of: inner, &innerMap, &scope)
                for (result, value) in zip(node.results, inner.body.results) { map[result] = innerMap[value]! }
                continue
            }
            let isPure = node.regions.isEmpty && !node.hasSideEffect
            let computation = Computation(
                operation: node.operation, operands: operands, sampleSum: node.sampleSum)
            if isPure, let known = scope.known[computation] {
                for (result, value) in zip(node.results, known) { map[result] = value }
                continue
            }
            var copy = node
            copy.operands = operands
            copy.regions = node.regions.map { region in
                var inner = Scope()
                let parameters = region.parameters.map { define($0, of: graph, &map) }
                append(region.nodes, of: graph, &map, &inner)
                return Region(parameters: parameters, nodes: inner.nodes, results: region.results.map { map[$0]! })
            }
            copy.results = node.results.map { define($0, of: graph, &map) }
            if isPure { scope.known[computation] = copy.results }
            scope.nodes.append(copy)
        }
    }
}

extension Region {
    /// The values of outer regions that the region uses, each once, in the order of first use.
    var captures: [ValueID] {
        var inner = Set(parameters)
        var seen: Set<ValueID> = []
        var result: [ValueID] = []
        func use(_ value: ValueID) {
            if !inner.contains(value), seen.insert(value).inserted { result.append(value) }
        }
        for node in nodes {
            node.operands.forEach(use)
            for region in node.regions { region.captures.forEach(use) }
            inner.formUnion(node.results)
        }
        results.forEach(use)
        return result
    }
}
