import VerbatimGraph

extension Tensor {
    /// A part of the tensor, as in NumPy: `x[0]`, `x[1..<3, .all, -1]`, `x[.ellipsis, .newAxis]`, `x[.places(by: 2)]`.
    ///
    /// Missing indices take whole dimensions. Setting a part changes this tensor only; the new part is broadcast to the
    /// old one's shape.
    public subscript(
        _ indices: any TensorIndexing..., file file: StaticString = #fileID, line line: Int = #line
    ) -> Tensor {
        get {
            let indices = indices.map(\.tensorIndex.kind)
            return apply(file: file, line: line) { builder, x in
                let type = builder.type(of: x)
                let index = try ResolvedIndex(indices, shape: type.shape)
                let whole = index.start.allSatisfy { $0 == 0 } && index.limit == type.shape && index.isDense
                let box =
                    whole
                    ? x
                    : try builder.one(
                        .slice(SliceAttributes(start: index.start, limit: index.limit, strides: index.strides)), [x])
                return try builder.reshape(box, to: index.shape)
            }
        }
        set {
            let indices = indices.map(\.tensorIndex.kind)
            self = Tensor.apply(self, newValue.typed(elementType), file: file, line: line) { builder, operands in
                let index = try ResolvedIndex(indices, shape: builder.type(of: operands[0]).shape)
                let part = try builder.reshape(
                    try builder.stretch(operands[1], to: index.shape), to: index.boxShape)
                return try builder.replace(index, of: operands[0], by: part)
            }
        }
    }

    /// The parts of the tensor at places along an axis: `result[..., i..., ...] = self[..., indices[i...], ...]`.
    ///
    /// The indices' dimensions stand in the axis's place. Indices outside the axis are clamped to it.
    public func take(
        _ indices: Tensor, axis: Int = 0, file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        Tensor.apply(self, indices, file: file, line: line) { builder, operands in
            let (type, places) = (builder.type(of: operands[0]), builder.type(of: operands[1]))
            let axis = try Axes.resolve(axis, rank: type.rank)
            var sizes = type.shape
            sizes[axis] = 1
            let offsets = (0..<type.rank).filter { $0 != axis }.map { $0 < axis ? $0 : $0 - 1 + places.rank }
            return try builder.one(
                .gather(
                    GatherAttributes(
                        offsetDims: offsets, collapsedSliceDims: [axis], startIndexMap: [axis],
                        indexVectorDim: places.rank, sliceSizes: sizes)), operands)
        }
    }

    /// One element for each index along an axis: `result[i, j] = self[i, indices[i, j]]` for the last of two axes.
    ///
    /// The indices have the tensor's rank, and its sizes but along the axis. Indices outside the axis are clamped.
    public func takeAlong(
        _ indices: Tensor, axis: Int, file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        Tensor.apply(self, indices, file: file, line: line) { builder, operands in
            let (type, places) = (builder.type(of: operands[0]), builder.type(of: operands[1]))
            let axis = try Axes.resolve(axis, rank: type.rank)
            let others = (0..<type.rank).filter { $0 != axis }
            guard places.rank == type.rank, others.allSatisfy({ places.shape[$0] == type.shape[$0] }) else {
                throw VerbatimError(
                    .shape, "indices along an axis do not suit the tensor", received: "\(places) for \(type)",
                    expected: "the tensor's sizes but along axis \(axis)")
            }
            if places.count == 0 { return try builder.constant(TensorValue(zeros: type.with(shape: places.shape))) }
            return try builder.one(
                .gather(
                    GatherAttributes(
                        offsetDims: [], collapsedSliceDims: [axis], operandBatchingDims: others,
                        startIndicesBatchingDims: others, startIndexMap: [axis], indexVectorDim: places.rank,
                        sliceSizes: type.shape.map { Swift.min($0, 1) })), operands)
        }
    }

    /// The elements at whole coordinates: the last dimension of `indices` holds one number for each leading axis.
    ///
    /// Shapes: `[a, b, rest...]` and `[i..., 2]` give `[i..., rest...]`. Coordinates outside are clamped.
    public func gather(_ indices: Tensor, file: StaticString = #fileID, line: Int = #line) -> Tensor {
        Tensor.apply(self, indices, file: file, line: line) { builder, operands in
            let (type, places) = (builder.type(of: operands[0]), builder.type(of: operands[1]))
            guard let depth = places.shape.last, depth <= type.rank else {
                throw VerbatimError(
                    .shape, "coordinates do not suit the tensor", received: "\(places) for \(type)",
                    expected: "a last dimension of at most \(type.rank)")
            }
            let sizes = [Int](repeating: 1, count: depth) + type.shape[depth...]
            let batch = places.rank - 1
            return try builder.one(
                .gather(
                    GatherAttributes(
                        offsetDims: Array(batch..<(batch + type.rank - depth)), collapsedSliceDims: Array(0..<depth),
                        startIndexMap: Array(0..<depth), indexVectorDim: batch, sliceSizes: sizes)), operands)
        }
    }
}

/// Rows of ones and zeros: `result[..., k] = indices[...] == k`; indices outside `0..<classes` give zeros.
///
/// Shapes: `[...] -> [..., classes]`
public func oneHot(
    _ indices: Tensor, classes: Int, _ element: ElementType = .f32, file: StaticString = #fileID, line: Int = #line
) -> Tensor {
    indices.apply(file: file, line: line) { builder, indices in
        let type = builder.type(of: indices)
        guard type.element.isInteger, classes >= 0 else {
            throw VerbatimError(
                .elementType, "one-hot rows are made of integers", received: "\(type), \(classes) classes",
                expected: "an integer tensor and a number of classes", remedy: "cast(to: .i32) first")
        }
        let wide = type.with(shape: type.shape + [classes])
        let places = try builder.one(.iota(IotaAttributes(dimension: type.rank, type: wide)))
        let spread = try builder.broadcast(indices, to: wide.shape, dimensions: Array(0..<type.rank))
        return try builder.convert(try builder.compare(.eq, spread, places), to: element)
    }
}

extension GraphBuilder {
    /// Appends a tensor with a box replaced.
    fileprivate func replace(_ index: ResolvedIndex, of operand: ValueID, by part: ValueID) throws -> ValueID {
        let shape = type(of: operand).shape
        if index.isDense {
            let starts = try index.start.map { try constant(TensorValue(Int64($0))) }
            return try one(.dynamicUpdateSlice, [operand, part] + starts)
        }
        // A box with gaps is spread over the whole shape, with a mask that says where it lies.
        let box = index.boxShape
        let edges = shape.indices.map { axis in
            let extent = box[axis] == 0 ? 0 : (box[axis] - 1) * index.strides[axis] + 1
            return EdgePadding(index.start[axis], shape[axis] - index.start[axis] - extent)
        }
        let pad = Operation.pad(PadAttributes(edges: edges, interior: index.strides.map { $0 - 1 }))
        let element = type(of: part).element
        let spread = try one(pad, [part, try constant(TensorValue(zeros: TensorType([], element)))])
        let ones = try constant(1, TensorType(box, .bool))
        let mask = try one(pad, [ones, try constant(TensorValue(false))])
        return try select(mask, spread, operand)
    }
}
