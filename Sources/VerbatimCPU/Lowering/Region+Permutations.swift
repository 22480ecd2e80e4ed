import VerbatimGraph

extension Region {
    /// The values that nothing reads but transpositions, all with one permutation, and that permutation.
    ///
    /// Such a value may lie in memory as its readers see it.
    var permutations: [ValueID: [Int]] {
        var found: [ValueID: [Int]] = [:]
        var others = Set(results)
        for node in nodes {
            others.formUnion(node.regions.flatMap(\.captures))
            guard case .transpose(let attributes) = node.operation else {
                others.formUnion(node.operands)
                continue
            }
            let value = node.operands[0]
            if found.updateValue(attributes.permutation, forKey: value) ?? attributes.permutation
                != attributes.permutation
            {
                others.insert(value)
            }
        }
        return found.filter { !others.contains($0.key) }
    }
}
