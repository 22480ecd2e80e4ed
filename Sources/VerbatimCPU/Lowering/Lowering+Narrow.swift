import VerbatimArithmetic
import VerbatimGraph

// 16-bit floats: after `NarrowFloats` they are converted, compared by total order, and moved.
extension Lowering {
    /// A view of 16-bit floats in f32: of all that is stored where that is no more, so that strides stay views.
    mutating func widened(_ view: View) -> View {
        let stored = type(view.base)
        guard view.count >= stored.count else {
            let copy = newValue(TensorType(view.shape, .f32))
            appendElementwise(.convert(from: stored.element, to: .f32), [view], copy)
            return self.view(copy)
        }
        var wide = view
        if let known = wideValues[view.base] {
            wide.base = known
        } else if let constant = constants.first(where: { $0.value == view.base }) {
            wide.base = addConstant(Self.widened(constant.tensor))
        } else {
            wide.base = newValue(stored.with(.f32))
            appendElementwise(
                .convert(from: stored.element, to: .f32), [View(view.base, shape: stored.shape)], wide.base)
        }
        wideValues[view.base] = wide.base
        return wide
    }

    /// A comparison; of 16-bit floats in f32, where the total order is the same, payloads of NaN included.
    mutating func compare(_ attributes: CompareAttributes, _ operands: [View], _ node: Node) {
        let element = self.element(operands[0])
        guard element.isNarrowFloat else { return elementwise(.compare(attributes, element), operands, node) }
        var wide: [View] = []
        for operand in operands {
            let copy = newValue(TensorType(operand.shape, .f32))
            appendElementwise(.widen(element), [operand], copy)
            wide.append(view(copy))
        }
        elementwise(.compare(attributes, .f32), wide, node)
    }

    private static func widened(_ value: TensorValue) -> TensorValue {
        func floats<Narrow: NarrowFloat & TensorElement>(_: Narrow.Type) -> TensorValue {
            var result = TensorValue(zeros: value.type.with(.f32))
            result.withUnsafeMutableElements(Float.self) { target in
                value.withUnsafeElements(Narrow.self) { source in
                    for index in source.indices { target[index] = source[index].float.canonicalized }
                }
            }
            return result
        }
        return value.type.element == .f16 ? floats(Half.self) : floats(BFloat16.self)
    }
}
