import VerbatimGraph

extension Lowering {
    mutating func reduceWindow(_ attributes: WindowAttributes, _ operands: [View], _ node: Node) { reference(node) }

    mutating func selectAndScatter(_ attributes: WindowAttributes, _ operands: [View], _ node: Node) {
        reference(node)
    }

    mutating func gather(_ attributes: GatherAttributes, _ operands: [View], _ node: Node) { reference(node) }

    mutating func scatter(_ attributes: ScatterAttributes, _ operands: [View], _ node: Node) { reference(node) }
}
