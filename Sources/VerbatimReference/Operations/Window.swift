import VerbatimGraph

/// Where the operand's elements of each window lie.
struct WindowPlan {
    /// The number of windows in each dimension.
    let shape: [Int]
    /// For each window, for each of its elements in row-major order, the operand's element; nil is padding or a hole.
    let windows: [[Int?]]

    init(_ attributes: WindowAttributes, _ operand: TensorType) {
        shape = attributes.positions(operand.shape)
        let strides = operand.strides
        var windows: [[Int?]] = []
        windows.reserveCapacity(shape.reduce(1, *))
        IndexSpace.forEach(shape) { window, _ in
            var elements: [Int?] = []
            IndexSpace.forEach(attributes.window) { tap, _ in
                var element: Int? = 0
                for d in tap.indices {
                    let position =
                        window[d] * attributes.strides[d] + tap[d] * attributes.windowDilations[d]
                        - attributes.padding[d].low
                    let dilation = attributes.baseDilations[d]
                    let isElement =
                        position % dilation == 0 && (0..<operand.shape[d]).contains(position / dilation)
                    element = isElement ? element.map { $0 + position / dilation * strides[d] } : nil
                }
                elements.append(element)
            }
            windows.append(elements)
        }
        self.windows = windows
    }
}

extension Interpreter {
    /// `reduce_window`: for every window a left fold `body(accumulator, element)` from init, in row-major order of the
    /// window.
    ///
    /// Padding and the holes of a dilated operand are elements whose value is init; they take part.
    func reduceWindow(
        _ attributes: WindowAttributes, _ node: Node, _ operands: [TensorValue]
    ) throws -> [TensorValue] {
        let body = node.regions[0]
        let inputs = Array(operands[..<(operands.count / 2)])
        let initial = Array(operands[(operands.count / 2)...])
        let plan = WindowPlan(attributes, inputs[0].type)
        if inputs.count == 1,
            let result = inputs[0].type.element.scalar.reduceWindow(body, plan, inputs[0], initial[0])
        {
            return [result]
        }
        var results = inputs.map { TensorValue(zeros: $0.type.with(shape: plan.shape)) }
        for (place, window) in plan.windows.enumerated() {
            var accumulators = initial
            for element in window {
                let values = element.map { offset in inputs.map { $0.scalar(at: offset) } } ?? initial
                accumulators = try run(body, accumulators + values)
            }
            for index in results.indices { results[index].set(accumulators[index], at: place) }
        }
        return results
    }

    /// `select_and_scatter`: each source element goes to the operand's element that its window selects.
    ///
    /// Within a window, over the operand's elements in row-major order and without init, an element stays selected while
    /// `select(selected, next)` is true; with GE the first maximum wins. The result starts as init everywhere; source
    /// elements arrive in row-major order, `result = scatter(result, source)`. A window that lies in the padding
    /// altogether selects nothing.
    func selectAndScatter(
        _ attributes: WindowAttributes, _ node: Node, _ operand: TensorValue, _ source: TensorValue,
        _ initial: TensorValue
    ) throws -> TensorValue {
        let plan = WindowPlan(attributes, operand.type)
        let places =
            try operand.type.element.scalar.select(node.regions[0], plan, operand)
            ?? selected(node.regions[0], plan, operand)
        let start = DataMovement.broadcastInDim(
            BroadcastInDimAttributes(shape: operand.shape, dimensions: []), initial)
        return try scatter(node.regions[1], [start], [source], places)[0]
    }
    /// For every window the operand's element that a body selects.
    private func selected(_ body: Region, _ plan: WindowPlan, _ operand: TensorValue) throws -> [Int?] {
        try plan.windows.map { window in
            var selected: Int?
            for case let candidate? in window {
                if let current = selected {
                    let stays = try run(body, [operand.scalar(at: current), operand.scalar(at: candidate)])
                    if stays[0].array(of: Bool.self)[0] { continue }
                }
                selected = candidate
            }
            return selected
        }
    }
}
