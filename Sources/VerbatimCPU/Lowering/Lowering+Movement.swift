import VerbatimGraph

extension Lowering {
    mutating func dynamicSlice(_ operands: [View], _ node: Node) {
        let shape = type(node.results[0]).shape
        let copy = MovementStep.Copy(
            source: 0, shape: shape, target: .fixed(start: shape.map { _ in 0 }, step: shape.map { _ in 1 }),
            sourceStart: .clamped(firstStart: 1, limits: zip(operands[0].shape, shape).map { $0 - $1 }))
        appendMovement(MovementStep(copies: [copy], fill: nil), operands, node)
    }

    mutating func dynamicUpdateSlice(_ operands: [View], _ node: Node) {
        let shape = operands[0].shape
        let whole = MovementStep.Copy(
            source: 0, shape: shape, target: .fixed(start: shape.map { _ in 0 }, step: shape.map { _ in 1 }),
            sourceStart: .zero)
        let update = MovementStep.Copy(
            source: 1, shape: operands[1].shape,
            target: .clamped(firstStart: 2, limits: zip(shape, operands[1].shape).map { $0 - $1 }), sourceStart: .zero)
        appendMovement(MovementStep(copies: [whole, update], fill: nil), operands, node)
    }

    mutating func pad(_ attributes: PadAttributes, _ operands: [View], _ node: Node) {
        let result = type(node.results[0]).shape
        var source = operands[0]
        var start = result
        // Elements that a negative edge crops are left out of the source.
        for dimension in result.indices {
            let (low, step) = (attributes.edges[dimension].low, attributes.interior[dimension] + 1)
            let first = low < 0 ? (-low + step - 1) / step : 0
            let end = min(source.shape[dimension], max(0, (result[dimension] - low + step - 1) / step))
            start[dimension] = low + first * step
            var from = source.shape.map { _ in 0 }
            var shape = source.shape
            from[dimension] = first
            shape[dimension] = max(0, end - first)
            source = source.sliced(start: from, shape: shape, steps: shape.map { _ in 1 })
        }
        let copy = MovementStep.Copy(
            source: 0, shape: source.shape, target: .fixed(start: start, step: attributes.interior.map { $0 + 1 }),
            sourceStart: .zero)
        let copies = source.shape.contains(0) ? [] : [copy]
        appendMovement(MovementStep(copies: copies, fill: 1), [source, operands[1]], node)
    }

    mutating func concatenate(_ attributes: ConcatenateAttributes, _ operands: [View], _ node: Node) {
        let shape = type(node.results[0]).shape
        var position = 0
        var copies: [MovementStep.Copy] = []
        for (number, operand) in operands.enumerated() {
            var start = shape.map { _ in 0 }
            start[attributes.dimension] = position
            position += operand.shape[attributes.dimension]
            if operand.count == 0 { continue }
            copies.append(
                MovementStep.Copy(
                    source: number, shape: operand.shape, target: .fixed(start: start, step: shape.map { _ in 1 }),
                    sourceStart: .zero))
        }
        appendMovement(MovementStep(copies: copies, fill: nil), operands, node)
    }

    private mutating func appendMovement(_ step: MovementStep, _ operands: [View], _ node: Node) {
        append(
            Item(
                name: node.operation.shortName, work: .kernel(step), operands: operands, results: node.results,
                payloads: .moved))
    }
}

extension Operation {
    /// The name without its dialect.
    var shortName: String { String(name.drop { $0 != "." }.dropFirst()) }
}
