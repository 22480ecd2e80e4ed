extension Graph {
    /// The same program without operations that nothing needs, its values numbered in the order of the text form.
    package func normalized() -> Graph {
        var needed: Set<ValueID> = Set(body.results)
        let kept = Graph.kept(body, needed: &needed)
        var renumbering = Renumbering(valueTypes: valueTypes)
        var graph = self
        graph.body = renumbering.region(kept)
        graph.valueTypes = renumbering.types
        return graph
    }

    /// The region with only those operations that its needed values, or side effects, depend on.
    private static func kept(_ region: Region, needed: inout Set<ValueID>) -> Region {
        needed.formUnion(region.results)
        var nodes: [Node] = []
        for var node in region.nodes.reversed() {
            guard node.hasSideEffect || node.results.contains(where: needed.contains) else { continue }
            node.regions = node.regions.reversed().map { kept($0, needed: &needed) }.reversed()
            needed.formUnion(node.operands)
            nodes.append(node)
        }
        return Region(parameters: region.parameters, nodes: nodes.reversed(), results: region.results)
    }

    private struct Renumbering {
        let valueTypes: [TensorType]
        var types: [TensorType] = []
        var map: [ValueID: ValueID] = [:]

        mutating func define(_ value: ValueID) -> ValueID {
            let number = ValueID(types.count)
            types.append(valueTypes[value.index])
            map[value] = number
            return number
        }

        mutating func region(_ region: Region) -> Region {
            let parameters = region.parameters.map { define($0) }
            let nodes = region.nodes.map { node in
                var node = node
                node.operands = node.operands.map { map[$0]! }
                node.regions = node.regions.map { self.region($0) }
                node.results = node.results.map { define($0) }
                return node
            }
            return Region(parameters: parameters, nodes: nodes, results: region.results.map { map[$0]! })
        }
    }
}

extension Node {
    /// Whether the node, or one inside its regions, does something besides giving its results.
    package var hasSideEffect: Bool {
        operation.hasSideEffect || regions.contains { $0.nodes.contains(where: \.hasSideEffect) }
    }
}
