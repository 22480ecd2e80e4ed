import VerbatimGraph

/// Makes NaN canonical exactly where somebody could tell: in arithmetic results whose bits reach an output, a bitcast, a
/// total order, or an operation that is handed on.
enum PayloadAnalysis {
    /// Splits each element function whose raw NaN is observable into the function and `canonicalize`.
    static func canonicalize(_ items: inout [Item], outputs: [ValueID], types: inout [TensorType]) {
        var observed = Set(outputs)
        var split: [Item] = []
        for item in items.reversed() {
            let isObserved = item.results.contains(where: observed.contains)
            switch item.payloads {
            case .ignored: break
            case .moved: if isObserved { observed.formUnion(item.operands.map(\.base)) }
            case .observed: observed.formUnion(item.operands.map(\.base))
            }
            guard isObserved, case .elementwise(let function) = item.work, function.givesRawNaN else {
                split.append(item)
                continue
            }
            let type = types[item.results[0].index]
            types.append(type)
            let raw = ValueID(types.count - 1)
            // Appended in reverse.
            split.append(
                Item(
                    name: "canonical", work: .elementwise(.canonicalize(type.element)),
                    operands: [View(raw, shape: type.shape)],
                    results: item.results, payloads: .ignored))
            var inner = item
            inner.results = [raw]
            split.append(inner)
        }
        items = split.reversed()
    }
}
