import CVerbatimKernels
import VerbatimGraph

extension Lowering {
    /// Pooling of f32 by maximum or sum over two dimensions of four; anything else is handed on.
    mutating func reduceWindow(_ attributes: WindowAttributes, _ operands: [View], _ node: Node) {
        guard operands.count == 2, let operation = node.regions[0].simpleBody,
            operation == .maximum || operation == .add,
            let form = PooledImages(attributes, operands[0], type(node.results[0]))
        else { return reference(node) }
        let kind: WindowStep.Kind = operation == .maximum ? .maxima : .sums
        let images = stored(operands[0])
        append(
            Item(
                name: "pool \(operation.rawValue)", work: .kernel(WindowStep(kind: kind, window: form.window)),
                operands: [images, operands[1]], results: node.results, payloads: .ignored))
    }

    /// The gradient of a maximum pool that gives to the first maximum; anything else is handed on.
    mutating func selectAndScatter(_ attributes: WindowAttributes, _ operands: [View], _ node: Node) {
        guard node.regions[1].simpleBody == .add, isGreaterOrEqual(node.regions[0]),
            let form = PooledImages(attributes, operands[0], type(node.operands[1]))
        else { return reference(node) }
        let (images, source) = (stored(operands[0]), stored(operands[1]))
        append(
            Item(
                name: "pool gradient", work: .kernel(WindowStep(kind: .maximaGradient, window: form.window)),
                operands: [images, operands[2], source], results: node.results, payloads: .moved))
    }

    /// Whether a body is `first >= second` by the usual order.
    private func isGreaterOrEqual(_ body: Region) -> Bool {
        guard body.nodes.count == 1, case .compare(let attributes) = body.nodes[0].operation else { return false }
        return attributes == CompareAttributes(.ge, order: .float) && body.nodes[0].operands == body.parameters
            && body.results == body.nodes[0].results
    }
}

/// Windows over the inner two dimensions of `[batch, y, x, channel]` images of f32.
struct PooledImages {
    let window: vb_window

    /// The windows of attributes of that form, nil for others.
    init?(_ attributes: WindowAttributes, _ operand: View, _ positions: TensorType) {
        let dilations = attributes.baseDilations + attributes.windowDilations
        guard positions.element == .f32, operand.shape.count == 4, positions.count > 0, operand.count > 0,
            dilations.allSatisfy({ $0 == 1 }),
            [0, 3].allSatisfy({
                attributes.window[$0] == 1 && attributes.strides[$0] == 1 && attributes.padding[$0] == .zero
            })
        else { return nil }
        window = vb_window(
            batch: Int64(operand.shape[0]), in_h: Int64(operand.shape[1]), in_w: Int64(operand.shape[2]),
            channels: Int64(operand.shape[3]), out_h: Int64(positions.shape[1]), out_w: Int64(positions.shape[2]),
            window_h: Int64(attributes.window[1]), window_w: Int64(attributes.window[2]),
            stride_h: Int64(attributes.strides[1]), stride_w: Int64(attributes.strides[2]),
            pad_top: Int64(attributes.padding[1].low), pad_left: Int64(attributes.padding[2].low))
    }
}
