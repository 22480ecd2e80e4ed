extension Node {
    /// The values of outer regions that the node's regions use, in the order of their first use.
    var capturedValues: [ValueID] {
        guard !regions.isEmpty else { return [] }
        var defined: Set<ValueID> = []
        var captured: [ValueID] = []
        func use(_ value: ValueID) {
            if defined.insert(value).inserted { captured.append(value) }
        }
        func visit(_ region: Region) {
            defined.formUnion(region.parameters)
            for node in region.nodes {
                node.operands.forEach(use)
                node.regions.forEach(visit)
                defined.formUnion(node.results)
            }
            region.results.forEach(use)
        }
        regions.forEach(visit)
        return captured
    }
}
