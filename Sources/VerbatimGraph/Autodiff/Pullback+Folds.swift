// The gradients of reductions and pools.
extension GraphBuilder {
    /// Sums and products give to every element; the maximum and minimum give to the first that has it, row-major.
    func reducePullback(
        _ attributes: ReduceAttributes, _ node: Node, _ call: PullbackCall, _ g: ValueID
    ) throws -> [ValueID?] {
        guard call.results.count == 1, let body = node.regions[0].simpleBody else {
            throw notDifferentiable(node, "has no gradient for a body of its own")
        }
        let x = call.operands[0]
        let type = type(of: x)
        let kept = type.shape.indices.filter { !attributes.dimensions.contains($0) }
        func spread(_ value: ValueID) throws -> ValueID { try broadcast(value, to: type.shape, dimensions: kept) }
        func total(_ value: ValueID) throws -> ValueID {
            try sum(value, dimensions: Array(self.type(of: value).shape.indices))
        }
        switch body {
        case .add:
            return [call.needed[0] ? try spread(g) : nil, call.needed[1] ? try total(g) : nil]
        case .maximum, .minimum:
            let folded = attributes.dimensions.sorted()
            let sizes = folded.map { type.shape[$0] }
            let line = TensorType([sizes.reduce(1, *)], .i64)
            let order = try broadcast(
                try reshape(try one(.iota(IotaAttributes(dimension: 0, type: line))), to: sizes), to: type.shape,
                dimensions: folded)
            let none = TensorValue(Int64.max)
            let noneEverywhere = try broadcast(try constant(none), to: type.shape, dimensions: [])
            let places = try select(
                try compare(.eq, x, try spread(call.results[0])), order, noneEverywhere)
            let first = try reduce(.minimum, places, dimensions: attributes.dimensions, initial: none)
            let zero = try zeros(type)
            return [
                call.needed[0]
                    ? try select(try compare(.eq, order, try spread(first)), try spread(g), zero) : nil,
                call.needed[1]
                    ? try total(
                        try select(
                            try compare(
                                .eq, first,
                                try broadcast(try constant(none), to: self.type(of: g).shape, dimensions: [])),
                            g, try zeros(self.type(of: g)))) : nil,
            ]
        case .multiply:
            return try productPullback(attributes, call, g, kept: kept)
        case .and, .or, .xor, .atan2, .divide, .nextAfter, .power, .remainder, .shiftLeft,
            .shiftRightArithmetic, .shiftRightLogical, .subtract:
            throw notDifferentiable(node)
        }
    }

    /// Each element gets the product of the others: those before it times those after it, so that zeros do no harm.
    private func productPullback(
        _ attributes: ReduceAttributes, _ call: PullbackCall, _ g: ValueID, kept: [Int]
    ) throws -> [ValueID?] {
        let (x, initial) = (call.operands[0], call.operands[1])
        let type = type(of: x)
        let one = TensorValue(1, as: type.element)
        let folded = attributes.dimensions.sorted()
        let permutation = TransposeAttributes(kept + folded)
        let keptSizes = kept.map { type.shape[$0] }
        let count = folded.map { type.shape[$0] }.reduce(1, *)
        let outer = keptSizes.reduce(1, *)
        var gradients: [ValueID?] = [nil, nil]
        if call.needed[0] {
            let rows = try reshape(try transpose(x, permutation.permutation), to: [outer, count])
            func exclusive(_ edges: EdgePadding) throws -> ValueID {
                // Window products over the row and `count` ones on one side; the first or last covers ones only.
                let window = WindowAttributes(window: [1, max(1, count)], padding: [.zero, edges])
                let scalar = type.with(shape: [])
                let body = try region([scalar, scalar]) { [try binary(.multiply, $0[0], $0[1])] }
                return try self.one(.reduceWindow(window), [rows, try constant(one)], regions: [body])
            }
            if count == 0 || outer == 0 {
                gradients[0] = try zeros(type)
            } else {
                let before = try slice(try exclusive(EdgePadding(count, 0)), 1, 0..<count)
                let after = try slice(try exclusive(EdgePadding(0, count)), 1, 1..<(count + 1))
                let others = try transpose(
                    try reshape(try binary(.multiply, before, after), to: keptSizes + folded.map { type.shape[$0] }),
                    permutation.inverse)
                let scaled = try binary(
                    .multiply, g, try broadcast(initial, to: self.type(of: g).shape, dimensions: []))
                gradients[0] = try binary(
                    .multiply, try broadcast(scaled, to: type.shape, dimensions: kept), others)
            }
        }
        if call.needed[1] {
            let product = try reduce(.multiply, x, dimensions: attributes.dimensions, initial: one)
            gradients[1] = try sum(
                try binary(.multiply, g, product), dimensions: Array(self.type(of: g).shape.indices))
        }
        return gradients
    }

    /// Sums spread the cotangent over each window; maxima and minima give it to the first that has it, row-major.
    func reduceWindowPullback(
        _ attributes: WindowAttributes, _ node: Node, _ call: PullbackCall, _ g: ValueID
    ) throws -> [ValueID?] {
        guard call.results.count == 1, let body = node.regions[0].simpleBody else {
            throw notDifferentiable(node, "has no gradient for a body of its own")
        }
        guard !call.needed[1] else { throw notDifferentiable(node, "has no gradient for its initial value") }
        let operand = type(of: call.operands[0])
        switch body {
        case .add:
            return [try sumWindowPullback(attributes, operand, g), nil]
        case .maximum, .minimum:
            guard (attributes.baseDilations + attributes.windowDilations).allSatisfy({ $0 == 1 }) else {
                throw notDifferentiable(node, "with dilations has no gradient for \(body.rawValue)")
            }
            let scalar = operand.with(shape: [])
            let select = try region([scalar, scalar]) { [try compare(body == .maximum ? .ge : .le, $0[0], $0[1])] }
            let scatter = try region([scalar, scalar]) { [try binary(.add, $0[0], $0[1])] }
            return [
                try one(
                    .selectAndScatter(attributes), [call.operands[0], g, try zeros(scalar)],
                    regions: [select, scatter]), nil,
            ]
        case .and, .or, .xor, .atan2, .divide, .multiply, .nextAfter, .power, .remainder, .shiftLeft,
            .shiftRightArithmetic, .shiftRightLogical, .subtract:
            throw notDifferentiable(node, "has no gradient for \(body.rawValue)")
        }
    }

    /// Windows side by side give a broadcast; any others the sum over the cotangent spread out by the strides.
    private func sumWindowPullback(
        _ attributes: WindowAttributes, _ operand: TensorType, _ g: ValueID
    ) throws -> ValueID {
        let positions = type(of: g).shape
        let zero = try zeros(operand.with(shape: []))
        if positions.contains(0) || operand.count == 0 { return try zeros(operand) }
        let rank = operand.rank
        let sideBySide = (0..<rank).allSatisfy {
            attributes.strides[$0] == attributes.window[$0] && attributes.padding[$0] == .zero
                && attributes.baseDilations[$0] == 1 && attributes.windowDilations[$0] == 1
        }
        if sideBySide {
            // [..., n, ...] -> [..., n, window, ...] -> [..., n * window, ...], then what no window covers.
            var (wide, places): ([Int], [Int]) = ([], [])
            for axis in 0..<rank {
                places.append(wide.count)
                wide.append(positions[axis])
                if attributes.window[axis] != 1 { wide.append(attributes.window[axis]) }
            }
            let covered = (0..<rank).map { positions[$0] * attributes.window[$0] }
            let spread = try reshape(try broadcast(g, to: wide, dimensions: places), to: covered)
            if covered == operand.shape { return spread }
            let edges = (0..<rank).map { EdgePadding(0, operand.shape[$0] - covered[$0]) }
            return try one(.pad(PadAttributes(edges: edges)), [spread, zero])
        }
        let edges = (0..<rank).map { axis in
            let extent = (attributes.window[axis] - 1) * attributes.windowDilations[axis]
            let low = extent - attributes.padding[axis].low
            let spread = (positions[axis] - 1) * attributes.strides[axis]
            return EdgePadding(
                low, (operand.shape[axis] - 1) * attributes.baseDilations[axis] + extent - spread - low)
        }
        let spread = try one(.pad(PadAttributes(edges: edges, interior: attributes.strides.map { $0 - 1 })), [g, zero])
        let scalar = operand.with(shape: [])
        let body = try region([scalar, scalar]) { [try binary(.add, $0[0], $0[1])] }
        return try one(
            .reduceWindow(
                WindowAttributes(
                    window: attributes.window, strides: attributes.baseDilations,
                    windowDilations: attributes.windowDilations)),
            [spread, zero], regions: [body])
    }

    /// The source gets the cotangent of the place that was selected for it; the places themselves have no gradient.
    func selectAndScatterPullback(
        _ attributes: WindowAttributes, _ node: Node, _ call: PullbackCall, _ g: ValueID
    ) throws -> [ValueID?] {
        guard node.regions[1].simpleBody == .add, !call.needed[2] else {
            throw notDifferentiable(node, "has no gradient unless it adds from a constant")
        }
        guard call.needed[1] else { return [nil, nil, nil] }
        let scalar = type(of: g).with(shape: [])
        let chosen = node.regions[0]
        guard chosen.nodes.count == 1, case .compare(let order) = chosen.nodes[0].operation,
            chosen.nodes[0].operands == chosen.parameters, chosen.results == chosen.nodes[0].results,
            order.direction == .ge || order.direction == .le
        else { throw notDifferentiable(node, "has no gradient unless it selects by GE or LE") }
        // A fold of (value, cotangent, whether it is a place at all) that keeps what is selected.
        let flag = scalar.with(.bool)
        let body = try region([scalar, scalar, flag, scalar, scalar, flag]) { p in
            let stays = try binary(.and, p[2], try compare(order.direction, p[0], p[3]))
            let keep = try binary(.or, stays, try unary(.not, p[5]))
            return [try select(keep, p[0], p[3]), try select(keep, p[1], p[4]), try binary(.or, p[2], p[5])]
        }
        let (zero, places) = (try zeros(scalar), try constant(1, type(of: call.operands[0]).with(.bool)))
        let pooled = try append(
            .reduceWindow(attributes),
            [call.operands[0], g, places, zero, zero, try constant(TensorValue(false))], regions: [body])
        return [nil, pooled[1], nil]
    }
}
