import VerbatimGraph

/// NumPy's broadcasting: shapes are aligned at their ends, and a dimension of size 1 stretches.
package enum Broadcasting {
    /// The shape that all shapes stretch to.
    ///
    /// - Throws: `VerbatimError` of code `shape` if two sizes differ and neither is 1.
    package static func shape(_ shapes: [Int]...) throws -> [Int] {
        let rank = shapes.map(\.count).max() ?? 0
        var result = [Int](repeating: 1, count: rank)
        for shape in shapes {
            for (offset, size) in shape.reversed().enumerated() {
                let place = rank - 1 - offset
                if result[place] == 1 {
                    result[place] = size
                } else if size != 1 && size != result[place] {
                    throw VerbatimError(
                        .shape, "the shapes do not broadcast",
                        received: shapes.map { "\($0)" }.joined(separator: " and "),
                        expected: "sizes that are equal or 1, aligned at the last dimension")
                }
            }
        }
        return result
    }
}

extension GraphBuilder {
    /// Stretches a value to a shape by NumPy's rule.
    package func stretch(_ operand: ValueID, to shape: [Int]) throws -> ValueID {
        let from = type(of: operand).shape
        guard from.count <= shape.count else {
            throw VerbatimError(
                .shape, "a tensor cannot be broadcast to fewer dimensions", received: "\(from)", expected: "\(shape)")
        }
        return try broadcast(operand, to: shape, dimensions: Array((shape.count - from.count)..<shape.count))
    }

    /// Stretches two values to their common shape by NumPy's rule.
    package func stretched(_ left: ValueID, _ right: ValueID) throws -> (ValueID, ValueID) {
        let shape = try Broadcasting.shape(type(of: left).shape, type(of: right).shape)
        return (try stretch(left, to: shape), try stretch(right, to: shape))
    }
}
