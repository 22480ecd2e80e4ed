import VerbatimGraph

/// The matrix product, by NumPy's rules: leading dimensions are batches and broadcast; vectors act as row or column.
///
/// Shapes: `[..., m, k] x [..., k, n] -> [..., m, n]`; `[k] x [k] -> []`. The order of the sums is the contraction's of
/// docs/Arithmetic.md.
public func matmul(
    _ left: Tensor, _ right: Tensor, file: StaticString = #fileID, line: Int = #line
) -> Tensor {
    Tensor.apply(left, right, file: file, line: line) { builder, operands in
        let (a, b) = (builder.type(of: operands[0]).shape, builder.type(of: operands[1]).shape)
        guard !a.isEmpty, !b.isEmpty else {
            throw VerbatimError(
                .shape, "a matrix product takes no scalars", received: "\(a) and \(b)",
                expected: "at least one dimension on each side", remedy: "multiply scalars with *")
        }
        let contracted = b.count == 1 ? 0 : b.count - 2
        guard a[a.count - 1] == b[contracted] else {
            throw VerbatimError(
                .shape, "the inner dimensions of a matrix product differ", received: "\(a) and \(b)",
                expected: "the left's last dimension to equal the right's last but one")
        }
        if b.count <= 2 {
            let attributes = DotGeneralAttributes(lhsContracting: [a.count - 1], rhsContracting: [contracted])
            return try builder.one(.dotGeneral(attributes), operands)
        }
        let rows = a.count == 1 ? [] : [a[a.count - 2]]
        let batch = try Broadcasting.shape(Array(a.dropLast(2)), Array(b.dropLast(2)))
        let lhs = try builder.stretch(operands[0], to: batch + rows + [a[a.count - 1]])
        let rhs = try builder.stretch(operands[1], to: batch + b.suffix(2))
        let dimensions = Array(batch.indices)
        let attributes = DotGeneralAttributes(
            lhsBatching: dimensions, rhsBatching: dimensions, lhsContracting: [batch.count + rows.count],
            rhsContracting: [batch.count])
        return try builder.one(.dotGeneral(attributes), [lhs, rhs])
    }
}

/// NumPy's `dot`: the left's last dimension is contracted with the right's last but one, or only, dimension.
///
/// Shapes: `[a..., k] x [b..., k, n] -> [a..., b..., n]`; a scalar multiplies.
public func dot(_ left: Tensor, _ right: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    if left.rank == 0 || right.rank == 0 { return Tensor.binary(.multiply, left, right, file: file, line: line) }
    return tensordot(left, right, axes: ([-1], [right.rank == 1 ? 0 : -2]), file: file, line: line)
}

/// The contraction of axes of two tensors in pairs; the left's other dimensions come first, then the right's.
public func tensordot(
    _ left: Tensor, _ right: Tensor, axes: (left: [Int], right: [Int]), file: StaticString = #fileID,
    line: Int = #line
) -> Tensor {
    Tensor.apply(left, right, file: file, line: line) { builder, operands in
        let ranks = operands.map { builder.type(of: $0).rank }
        let attributes = DotGeneralAttributes(
            lhsContracting: try axes.left.map { try Axes.resolve($0, rank: ranks[0]) },
            rhsContracting: try axes.right.map { try Axes.resolve($0, rank: ranks[1]) })
        return try builder.one(.dotGeneral(attributes), operands)
    }
}

/// All products of the elements of two vectors: `result[i, j] = left[i] * right[j]`.
public func outer(_ left: Tensor, _ right: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
    let column = left.reshaped([left.count, 1], file: file, line: line)
    return Tensor.binary(.multiply, column, right.flattened(file: file, line: line), file: file, line: line)
}
