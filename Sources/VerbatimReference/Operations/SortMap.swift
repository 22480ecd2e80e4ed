import VerbatimGraph

extension Interpreter {
    /// `map`: `result[i] = body(operand[i], ...)` for every index.
    func map(_ node: Node, _ operands: [TensorValue]) throws -> TensorValue {
        var result = TensorValue(zeros: graph[node.results[0]])
        for place in 0..<result.type.count {
            let values = try run(node.regions[0], operands.map { $0.scalar(at: place) })
            result.set(values[0], at: place)
        }
        return result
    }

    /// `sort`: operands ordered together along a dimension, by a body that says whether the first stands before the
    /// second.
    ///
    /// Every sort is stable: a merge sort that takes from the right half only what the body puts before the left. A body
    /// that is no order gives what the merges give.
    func sort(_ attributes: SortAttributes, _ node: Node, _ operands: [TensorValue]) throws -> [TensorValue] {
        let type = operands[0].type
        let size = type.shape[attributes.dimension]
        let step = type.strides[attributes.dimension]
        guard size > 1, type.count > 0 else { return operands }
        let body = node.regions[0]
        // One comparison of the first operand's elements is run without the body, to the same effect.
        let relation = operands[0].type.element.scalar.sortRelation(body, operands[0])
        var others = type.shape
        others[attributes.dimension] = 1
        let bases = IndexSpace.offsets(others, strides: type.strides)
        var results = operands
        for base in bases {
            let order = try merged(Array(0..<size)) { left, right in
                let (a, b) = (base + left * step, base + right * step)
                if let relation { return relation(a, b) }
                let values = try run(body, operands.flatMap { [$0.scalar(at: a), $0.scalar(at: b)] })
                return values[0].withUnsafeBytes { $0[0] != 0 }
            }
            for index in operands.indices {
                for (place, from) in order.enumerated() where place != from {
                    results[index].set(operands[index].scalar(at: base + from * step), at: base + place * step)
                }
            }
        }
        return results
    }

    private func merged(_ items: [Int], _ isBefore: (Int, Int) throws -> Bool) throws -> [Int] {
        guard items.count > 1 else { return items }
        let middle = items.count / 2
        let left = try merged(Array(items[..<middle]), isBefore)
        let right = try merged(Array(items[middle...]), isBefore)
        var result: [Int] = []
        result.reserveCapacity(items.count)
        var (i, j) = (0, 0)
        while i < left.count && j < right.count {
            if try isBefore(right[j], left[i]) {
                result.append(right[j])
                j += 1
            } else {
                result.append(left[i])
                i += 1
            }
        }
        return result + left[i...] + right[j...]
    }
}

extension Element {
    /// The relation of two places of an operand, where a sort's body is one comparison of its first two parameters.
    static func sortRelation(_ body: Region, _ operand: TensorValue) -> ((Int, Int) -> Bool)? {
        guard body.nodes.count == 1, case .compare(let attributes) = body.nodes[0].operation,
            body.nodes[0].operands == Array(body.parameters.prefix(2)), body.results == body.nodes[0].results
        else { return nil }
        let holds = comparison(attributes)
        let elements = operand.array(of: Self.self)
        return { holds(elements[$0], elements[$1]) }
    }
}
