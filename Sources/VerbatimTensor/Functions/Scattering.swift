import VerbatimGraph

extension Tensor {
    /// The tensor with elements, or parts, replaced at whole coordinates: the last dimension of `indices` holds one number
    /// for each leading axis; of several for one place the last counts.
    public func scatterUpdate(
        _ indices: Tensor, _ updates: Tensor, file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        Tensor.apply(self, indices, updates.typed(elementType), file: file, line: line) {
            try $0.composite(ScatterUpdate(), operands: $1)[0]
        }
    }

    /// The tensor with numbers added at whole coordinates, in the order in which they are given.
    public func scatterAdd(
        _ indices: Tensor, _ updates: Tensor, file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        Tensor.apply(self, indices, updates.typed(elementType), file: file, line: line) { builder, operands in
            let attributes = try ScatterUpdate.attributes(operands.map(builder.type(of:)))
            let scalar = builder.type(of: operands[0]).with(shape: [])
            let body = try builder.region([scalar, scalar]) { [try builder.binary(.add, $0[0], $0[1])] }
            return try builder.one(.scatter(attributes), operands, regions: [body])
        }
    }
}

/// Numbers added at whole coordinates of a tensor of zeros.
public func scatter(_ indices: Tensor, _ values: Tensor, shape: [Int]) -> Tensor {
    Tensor.zeros(shape, values.elementType).scatterAdd(indices, values)
}

/// The sum of the parts of each segment, `[n, ...] -> [segments, ...]`; numbers outside count nowhere.
public func segmentSum(_ data: Tensor, _ numbers: Tensor, segments: Int) -> Tensor {
    let zeros = Tensor.zeros([segments] + data.shape.dropFirst(), data.elementType)
    return zeros.scatterAdd(numbers.expandedDimensions(axes: -1), data)
}

/// The greatest of the parts of each segment; of an empty one the least number of the type.
public func segmentMax(_ data: Tensor, _ numbers: Tensor, segments: Int) -> Tensor {
    let hits = numbers.expandedDimensions(axes: 0) .== Tensor.iota([segments, 1], axis: 0, numbers.elementType)
    let spread = hits.reshaped([segments, data.shape[0]] + data.shape.dropFirst().map { _ in 1 })
    let low: Double =
        data.elementType == .f64 ? -Double.greatestFiniteMagnitude : Double(-Float.greatestFiniteMagnitude)
    let all = data.expandedDimensions(axes: 0).broadcast(to: [segments] + data.shape)
    return which(spread, all, Tensor.full(like: all, Tensor(floatLiteral: low))).max(axes: 1)
}
