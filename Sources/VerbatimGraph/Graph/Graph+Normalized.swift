extension Graph {
    /// The same program without operations that nothing needs, its values numbered in the order of the text form.
    package func normalized() -> Graph {
        var needed = [Bool](repeating: false, count: valueTypes.count)
        let kept = Graph.kept(body, needed: &needed)
        var renumbering = Renumbering(valueTypes: valueTypes)
        var graph = self
        graph.body = renumbering.region(kept)
        graph.valueTypes = renumbering.types
        return graph
    }

    /// The region with only those operations that its needed values, or side effects, depend on.
    private static func kept(_ region: Region, needed: inout [Bool]) -> Region {
        for result in region.results { needed[result.index] = true }
        var nodes: [Node] = []
        for var node in region.nodes.reversed() {
            guard node.results.contains(where: { needed[$0.index] }) || node.hasSideEffect else { continue }
            if case .optimizationBarrier = node.operation { node.keep { needed[$0.index] } }
            node.regions = node.regions.reversed().map { kept($0, needed: &needed) }.reversed()
            for operand in node.operands { needed[operand.index] = true }
            nodes.append(node)
        }
        return Region(parameters: region.parameters, nodes: nodes.reversed(), results: region.results)
    }

    private struct Renumbering {
        let valueTypes: [TensorType]
        var types: [TensorType] = []
        /// The new number of each value that was met.
        var map: [ValueID?]

        init(valueTypes: [TensorType]) {
            self.valueTypes = valueTypes
            map = Array(repeating: nil, count: valueTypes.count)
        }

        mutating func define(_ value: ValueID) -> ValueID {
            let number = ValueID(types.count)
            types.append(valueTypes[value.index])
            map[value.index] = number
            return number
        }

        mutating func region(_ region: Region) -> Region {
            let parameters = region.parameters.map { define($0) }
            let nodes = region.nodes.map { node in
                var node = node
                node.operands = node.operands.map { map[$0.index]! }
                node.regions = node.regions.map { self.region($0) }
                node.results = node.results.map { define($0) }
                return node
            }
            return Region(parameters: parameters, nodes: nodes, results: region.results.map { map[$0.index]! })
        }
    }
}

extension Node {
    /// Takes the results that do not suit, and their operands, off a barrier.
    mutating func keep(_ isKept: (ValueID) -> Bool) {
        let places = results.indices.filter { isKept(results[$0]) }
        operands = places.map { operands[$0] }
        results = places.map { results[$0] }
    }

    /// Whether the node, or one inside its regions, does something besides giving its results.
    package var hasSideEffect: Bool {
        operation.hasSideEffect || regions.contains { $0.nodes.contains(where: \.hasSideEffect) }
    }
}
