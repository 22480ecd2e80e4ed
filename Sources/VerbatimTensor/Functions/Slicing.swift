import VerbatimGraph

extension Tensor {
    /// The places of a range along one axis.
    public func slice(
        _ range: Range<Int>, axis: Int, step: Int = 1, file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        apply(file: file, line: line) { builder, x in
            let shape = builder.type(of: x).shape
            let axis = try Axes.resolve(axis, rank: shape.count)
            guard range.lowerBound >= 0, range.upperBound <= shape[axis], step > 0 else {
                throw VerbatimError(
                    .shape, "a slice lies outside its axis", received: "\(range) by \(step)",
                    expected: "within 0..<\(shape[axis])")
            }
            var (start, limit, strides) = (shape.map { _ in 0 }, shape, shape.map { _ in 1 })
            (start[axis], limit[axis], strides[axis]) = (range.lowerBound, range.upperBound, step)
            return try builder.one(.slice(SliceAttributes(start: start, limit: limit, strides: strides)), [x])
        }
    }

    /// The box of the given sizes at a start: Keras' `slice`.
    public func slice(
        start: [Int], sizes: [Int], file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        apply(file: file, line: line) {
            try $0.one(.slice(SliceAttributes(start: start, limit: zip(start, sizes).map { $0 + $1 })), [$1])
        }
    }

    /// The tensor with the box at a start replaced: Keras' `slice_update`.
    public func replacing(
        start: [Int], with part: Tensor, file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        Tensor.apply(self, part.typed(elementType), file: file, line: line) { builder, operands in
            let starts = try start.map { try builder.constant(TensorValue(Int64($0))) }
            return try builder.one(.dynamicUpdateSlice, operands + starts)
        }
    }
}

extension Tensor {
    /// The box of static sizes at a start that is known when the graph runs, clamped to lie inside; one scalar an axis.
    public func window(
        starts: [Tensor], sizes: [Int], file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        Tensor.apply([self] + starts, results: 1, file: file, line: line) {
            [try $0.one(.dynamicSlice(DynamicSliceAttributes(sizes: sizes)), $1)]
        }[0]
    }
}
