import VerbatimGraph

// The same elements under other shapes and orders.

extension Tensor {
    /// The same elements in row-major order under another shape; one size may be -1 and follows from the others.
    public func reshaped(_ shape: [Int], file: StaticString = #fileID, line: Int = #line) -> Tensor {
        apply(file: file, line: line) { builder, x in
            var shape = shape
            let open = shape.indices.filter { shape[$0] == -1 }
            if open.count == 1 {
                let known = shape.reduce(1) { $1 == -1 ? $0 : $0 * $1 }
                let count = builder.type(of: x).count
                if known > 0 && count % known == 0 { shape[open[0]] = count / known }
            }
            return try builder.reshape(x, to: shape)
        }
    }

    /// All elements in row-major order in one dimension.
    public func flattened(file: StaticString = #fileID, line: Int = #line) -> Tensor {
        reshaped([count], file: file, line: line)
    }

    /// The dimensions in another order; without an order, reversed.
    public func transposed(_ permutation: [Int]? = nil, file: StaticString = #fileID, line: Int = #line) -> Tensor {
        apply(file: file, line: line) { builder, x in
            let rank = builder.type(of: x).rank
            guard let permutation else { return try builder.transpose(x, (0..<rank).reversed()) }
            guard permutation.count == rank else {
                throw VerbatimError(
                    .configuration, "a transpose permutes all dimensions", received: "\(permutation)",
                    expected: "a permutation of 0 up to \(rank - 1)")
            }
            let resolved = try permutation.map { try Axes.resolve($0, rank: rank) }
            return try builder.transpose(x, resolved)
        }
    }

    /// Two dimensions exchanged.
    public func swappedAxes(_ first: Int, _ second: Int, file: StaticString = #fileID, line: Int = #line) -> Tensor {
        apply(file: file, line: line) { builder, x in
            let rank = builder.type(of: x).rank
            var permutation = Array(0..<rank)
            permutation.swapAt(try Axes.resolve(first, rank: rank), try Axes.resolve(second, rank: rank))
            return try builder.transpose(x, permutation)
        }
    }

    /// One dimension moved to another place.
    public func movedAxis(
        _ source: Int, to destination: Int, file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        apply(file: file, line: line) { builder, x in
            let rank = builder.type(of: x).rank
            let source = try Axes.resolve(source, rank: rank)
            var permutation = (0..<rank).filter { $0 != source }
            permutation.insert(source, at: try Axes.resolve(destination, rank: rank))
            return try builder.transpose(x, permutation)
        }
    }

    /// Dimensions of size 1 removed: the given ones, or all of them.
    public func squeezed(axes: Axes = .all, file: StaticString = #fileID, line: Int = #line) -> Tensor {
        apply(file: file, line: line) { builder, x in
            let shape = builder.type(of: x).shape
            let named = try axes.resolved(rank: shape.count)
            let removed = axes.numbers == nil ? named.filter { shape[$0] == 1 } : named
            guard removed.allSatisfy({ shape[$0] == 1 }) else {
                throw VerbatimError(
                    .shape, "only dimensions of size 1 can be squeezed", received: "axes \(removed) of \(shape)",
                    expected: "sizes of 1")
            }
            return try builder.reshape(x, to: shape.indices.filter { !removed.contains($0) }.map { shape[$0] })
        }
    }

    /// Dimensions of size 1 inserted, at their places in the result.
    public func expandedDimensions(axes: Axes, file: StaticString = #fileID, line: Int = #line) -> Tensor {
        apply(file: file, line: line) { builder, x in
            let shape = builder.type(of: x).shape
            let inserted = try axes.resolved(rank: shape.count + (axes.numbers?.count ?? 0))
            var result = shape
            for axis in inserted { result.insert(1, at: axis) }
            return try builder.reshape(x, to: result)
        }
    }

    /// The tensor repeated along missing dimensions and those of size 1, by NumPy's rule.
    public func broadcast(to shape: [Int], file: StaticString = #fileID, line: Int = #line) -> Tensor {
        apply(file: file, line: line) { try $0.stretch($1, to: shape) }
    }

    /// The order along some axes turned around.
    public func reversed(axes: Axes = .all, file: StaticString = #fileID, line: Int = #line) -> Tensor {
        apply(file: file, line: line) { builder, x in
            let dimensions = try axes.resolved(rank: builder.type(of: x).rank)
            return try builder.one(.reverse(ReverseAttributes(dimensions)), [x])
        }
    }

    /// The tensor padded with a number at the edges of each dimension; negative padding crops.
    public func padded(
        _ edges: [EdgePadding], with number: Tensor = 0, file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        Tensor.apply(self, number.typed(elementType), file: file, line: line) {
            try $0.one(.pad(PadAttributes(edges: edges)), $1)
        }
    }

    /// The whole tensor repeated along each dimension; missing leading dimensions count as 1.
    public func tiled(_ repetitions: [Int], file: StaticString = #fileID, line: Int = #line) -> Tensor {
        apply(file: file, line: line) { builder, x in
            let type = builder.type(of: x)
            let rank = Swift.max(type.rank, repetitions.count)
            let shape = [Int](repeating: 1, count: rank - type.rank) + type.shape
            let times = [Int](repeating: 1, count: rank - repetitions.count) + repetitions
            guard times.allSatisfy({ $0 >= 0 }) else {
                throw VerbatimError(
                    .configuration, "a tensor cannot be tiled a negative number of times", received: "\(repetitions)",
                    expected: "numbers from 0")
            }
            let spread = try builder.broadcast(
                try builder.reshape(x, to: shape), to: zip(times, shape).flatMap { [$0, $1] },
                dimensions: (0..<rank).map { 2 * $0 + 1 })
            return try builder.reshape(spread, to: zip(times, shape).map { $0 * $1 })
        }
    }

    /// Each element repeated along an axis.
    public func repeated(_ times: Int, axis: Int, file: StaticString = #fileID, line: Int = #line) -> Tensor {
        apply(file: file, line: line) { builder, x in
            let type = builder.type(of: x)
            let axis = try Axes.resolve(axis, rank: type.rank)
            guard times >= 0 else {
                throw VerbatimError(
                    .configuration, "elements cannot be repeated a negative number of times", received: "\(times)",
                    expected: "a number from 0")
            }
            var spread = type.shape
            spread.insert(times, at: axis + 1)
            var shape = type.shape
            shape[axis] *= times
            let dimensions = (0..<type.rank).map { $0 > axis ? $0 + 1 : $0 }
            return try builder.reshape(try builder.broadcast(x, to: spread, dimensions: dimensions), to: shape)
        }
    }

    /// The tensor cut along an axis in pieces of equal size.
    public func split(_ count: Int, axis: Int = 0, file: StaticString = #fileID, line: Int = #line) -> [Tensor] {
        guard count > 0, let axis = try? Axes.resolve(axis, rank: rank), shape[axis] % count == 0 else {
            let failed = apply(file: file, line: line) { builder, x in
                let shape = builder.type(of: x).shape
                let axis = try Axes.resolve(axis, rank: shape.count)
                throw VerbatimError(
                    .shape, "a tensor cannot be split in pieces of equal size",
                    received: "\(count) pieces of \(shape[axis])", expected: "a divisor of \(shape[axis])")
            }
            return [Tensor](repeating: failed, count: Swift.max(1, count))
        }
        return split(sizes: [Int](repeating: shape[axis] / count, count: count), axis: axis, file: file, line: line)
    }

    /// The tensor cut along an axis in pieces of the given sizes, which add up to the axis.
    public func split(
        sizes: [Int], axis: Int = 0, file: StaticString = #fileID, line: Int = #line
    ) -> [Tensor] {
        Tensor.apply([self], results: sizes.count, file: file, line: line) { builder, operands in
            let shape = builder.type(of: operands[0]).shape
            let axis = try Axes.resolve(axis, rank: shape.count)
            guard sizes.allSatisfy({ $0 >= 0 }), sizes.reduce(0, +) == shape[axis] else {
                throw VerbatimError(
                    .shape, "the pieces of a split do not make up the axis", received: "\(sizes)",
                    expected: "sizes that add up to \(shape[axis])")
            }
            var begin = 0
            return try sizes.map { size in
                var start = shape.map { _ in 0 }
                var limit = shape
                start[axis] = begin
                limit[axis] = begin + size
                begin += size
                return try builder.one(.slice(SliceAttributes(start: start, limit: limit)), operands)
            }
        }
    }
}

/// Tensors joined along an axis; their other dimensions agree.
public func concatenate(
    _ tensors: [Tensor], axis: Int = 0, file: StaticString = #fileID, line: Int = #line
) -> Tensor {
    Tensor.apply(tensors, results: 1, file: file, line: line) { builder, operands in
        let rank = operands.first.map { builder.type(of: $0).rank } ?? 0
        let dimension = operands.isEmpty ? 0 : try Axes.resolve(axis, rank: rank)
        return [try builder.one(.concatenate(ConcatenateAttributes(dimension: dimension)), operands)]
    }[0]
}

/// Tensors of one type joined along a new axis.
public func stack(
    _ tensors: [Tensor], axis: Int = 0, file: StaticString = #fileID, line: Int = #line
) -> Tensor {
    Tensor.apply(tensors, results: 1, file: file, line: line) { builder, operands in
        let rank = operands.first.map { builder.type(of: $0).rank } ?? 0
        let axis = try Axes.resolve(axis, rank: rank + 1)
        let expanded = try operands.map { operand in
            var shape = builder.type(of: operand).shape
            shape.insert(1, at: Swift.min(axis, shape.count))
            return try builder.reshape(operand, to: shape)
        }
        return [try builder.one(.concatenate(ConcatenateAttributes(dimension: axis)), expanded)]
    }[0]
}
