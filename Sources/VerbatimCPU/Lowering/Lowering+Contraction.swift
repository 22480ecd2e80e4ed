import VerbatimGraph

extension Lowering {
    mutating func dotGeneral(_ attributes: DotGeneralAttributes, _ operands: [View], _ node: Node) { reference(node) }

    mutating func convolution(_ attributes: ConvolutionAttributes, _ operands: [View], _ node: Node) {
        reference(node)
    }
}
