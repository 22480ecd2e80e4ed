// What the composites over rows share.
extension GraphBuilder {
    /// Throws unless the operands are float tensors of one type with at least one dimension.
    func checkRows(_ operands: [ValueID], count: Int, _ name: String) throws {
        guard operands.count == count, let first = operands.first, type(of: first).rank > 0,
            type(of: first).element.isFloat, operands.allSatisfy({ type(of: $0) == type(of: first) })
        else {
            throw VerbatimError(
                .shape, "the operands of \(name) do not suit it",
                received: operands.map { type(of: $0).description }.joined(separator: ", "),
                expected: "\(count) float tensors of one type with at least one dimension")
        }
    }

    /// The sum of each row, repeated along it.
    func rowSum(_ operand: ValueID) throws -> ValueID {
        let type = type(of: operand)
        return try spreadRows(try sum(operand, dimensions: [type.rank - 1]), like: type)
    }

    /// The mean of each row, repeated along it.
    func rowMean(_ operand: ValueID) throws -> ValueID {
        let type = type(of: operand)
        let total = try sum(operand, dimensions: [type.rank - 1])
        let count = try constant(Double(type.shape[type.rank - 1]), self.type(of: total))
        return try spreadRows(try binary(.divide, total, count), like: type)
    }

    /// The operand less the greatest element of its row.
    func lessRowMaximum(_ operand: ValueID) throws -> ValueID {
        let type = type(of: operand)
        let greatest = try reduce(
            .maximum, operand, dimensions: [type.rank - 1], initial: TensorValue(-Double.infinity, as: type.element))
        return try binary(.subtract, operand, try spreadRows(greatest, like: type))
    }

    private func spreadRows(_ rows: ValueID, like type: TensorType) throws -> ValueID {
        try broadcast(rows, to: type.shape, dimensions: Array(0..<(type.rank - 1)))
    }
}
