extension Graph {
    /// The same program with barriers around values by sample only: what has no samples is wanted by every part alike.
    func holdingBackSamples(_ pass: SamplePass) -> Graph {
        var passed: [ValueID: ValueID] = [:]
        func rewritten(_ node: Node) -> Node {
            var node = node
            node.operands = node.operands.map { passed[$0] ?? $0 }
            node.regions = node.regions.map { inner in
                Region(
                    parameters: inner.parameters, nodes: inner.nodes.map(rewritten),
                    results: inner.results.map { passed[$0] ?? $0 })
            }
            return node
        }
        var graph = self
        graph.body.nodes = body.nodes.compactMap { node in
            var node = rewritten(node)
            guard case .optimizationBarrier = node.operation else { return node }
            for (operand, result) in zip(node.operands, node.results) where !pass[result].isAlong {
                passed[result] = operand
            }
            node.keep { pass[$0].isAlong }
            return node.results.isEmpty ? nil : node
        }
        graph.body.results = body.results.map { passed[$0] ?? $0 }
        return graph
    }
}
