import VerbatimGraph

extension Lowering {
    /// A barrier moves nothing: its results lie where its operands do, and what reads them waits for all operands.
    mutating func barrier(_ operands: [View], _ node: Node) {
        var behind: [ValueID: ValueID] = [:]
        var item = Item(name: "barrier", work: .kernel(Barrier()), operands: [], results: [], payloads: .moved)
        for (operand, result) in zip(operands, node.results) {
            var view = operand
            // A constant is there from the start and takes no part of the arena.
            if !constants.contains(where: { $0.value == operand.base }) {
                let value = behind[operand.base] ?? newValue(type(operand.base))
                if behind.updateValue(value, forKey: operand.base) == nil {
                    item.operands.append(View(operand.base, shape: type(operand.base).shape))
                    item.results.append(value)
                }
                view.base = value
            }
            alias(result, view)
        }
        if !item.results.isEmpty { append(item) }
    }
}

/// Holds back what reads its results until its operands are stored; no step of its own.
struct Barrier: Emitter {
    func emit(_ item: Item, _ emission: inout Emission) throws {
        for (operand, result) in zip(item.operands, item.results) { emission.alias(result, of: operand.base) }
    }
}

extension Item {
    /// Whether it stores nothing itself.
    var isBarrier: Bool {
        if case .kernel(let emitter) = work { return emitter is Barrier }
        return false
    }
}
