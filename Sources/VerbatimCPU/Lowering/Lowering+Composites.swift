import VerbatimGraph

/// The composites that have fused kernels, by name; all others become their decompositions.
enum FusedComposites {
    static func takes(_ attributes: CompositeAttributes) -> Bool { false }
}

extension Lowering {
    mutating func composite(_ attributes: CompositeAttributes, _ operands: [View], _ node: Node) throws {
        reference(node)
    }
}
