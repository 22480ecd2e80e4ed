import VerbatimGraph

/// Operations that move elements and keep their bits, NaN payloads included.
enum DataMovement {
    /// `result[i] = i[dimension]`, converted to the type by `Convert`'s rules.
    static func iota(_ attributes: IotaAttributes) -> TensorValue {
        let type = attributes.type
        let (step, size) = (type.strides[attributes.dimension], type.shape[attributes.dimension])
        return type.element.scalar.tensor(type.shape) { .signed(Int64($0 / step % size)) }
    }

    /// `result[i] = operand[j]` with `i[d] = j[permutation[d]]`.
    static func transpose(_ attributes: TransposeAttributes, _ operand: TensorValue) -> TensorValue {
        let strides = operand.type.strides
        return moved(
            operand, to: attributes.permutation.map { operand.shape[$0] },
            strides: attributes.permutation.map { strides[$0] })
    }

    /// `result[i] = operand[j]` with `j[d] = i[dimensions[d]]`, or 0 where the operand's size is 1.
    static func broadcastInDim(_ attributes: BroadcastInDimAttributes, _ operand: TensorValue) -> TensorValue {
        let operandStrides = operand.type.strides
        var strides = attributes.shape.map { _ in 0 }
        for (dimension, target) in attributes.dimensions.enumerated() where operand.shape[dimension] != 1 {
            strides[target] = operandStrides[dimension]
        }
        return moved(operand, to: attributes.shape, strides: strides)
    }

    /// `result[i] = operand[start + i * strides]`.
    static func slice(_ attributes: SliceAttributes, _ operand: TensorValue) -> TensorValue {
        let strides = operand.type.strides
        return moved(
            operand,
            to: operand.shape.indices.map {
                (attributes.limit[$0] - attributes.start[$0] + attributes.strides[$0] - 1) / attributes.strides[$0]
            }, start: dot(attributes.start, strides), strides: zip(attributes.strides, strides).map(*))
    }

    /// `result[i] = operand[i']` with `i'[d] = size - 1 - i[d]` in the turned dimensions.
    static func reverse(_ attributes: ReverseAttributes, _ operand: TensorValue) -> TensorValue {
        // Nothing lies at the far end of an empty dimension.
        if operand.type.count == 0 { return operand }
        var strides = operand.type.strides
        var start = 0
        for dimension in attributes.dimensions {
            start += (operand.shape[dimension] - 1) * strides[dimension]
            strides[dimension] = -strides[dimension]
        }
        return moved(operand, to: operand.shape, start: start, strides: strides)
    }

    /// `result[i] = operand[start + i]`, the start clamped so that the box lies inside: `0 ... shape - sizes`.
    static func dynamicSlice(
        _ attributes: DynamicSliceAttributes, _ operand: TensorValue, _ starts: ArraySlice<TensorValue>
    ) -> TensorValue {
        let strides = operand.type.strides
        let start = clampedStarts(starts, shape: operand.shape, sizes: attributes.sizes)
        return moved(operand, to: attributes.sizes, start: dot(start, strides), strides: strides)
    }

    /// The operand with `update` at a start, clamped so that it lies inside: `0 ... shape - update's shape`.
    static func dynamicUpdateSlice(
        _ operand: TensorValue, _ update: TensorValue, _ starts: ArraySlice<TensorValue>
    ) -> TensorValue {
        let strides = operand.type.strides
        let start = clampedStarts(starts, shape: operand.shape, sizes: update.shape)
        var result = operand
        StridedCopy(
            shape: update.shape, sourceStrides: update.type.strides, destinationStart: dot(start, strides),
            destinationStrides: strides
        ).run(from: update, to: &result)
        return result
    }

    /// The operand's element `j` at `low + j * (interior + 1)`, the padding value elsewhere.
    ///
    /// Negative edges crop after the interior has been padded.
    static func pad(_ attributes: PadAttributes, _ operand: TensorValue, _ value: TensorValue) -> TensorValue {
        let shape = operand.shape.indices.map { dimension in
            operand.shape[dimension] + max(0, operand.shape[dimension] - 1) * attributes.interior[dimension]
                + attributes.edges[dimension].low + attributes.edges[dimension].high
        }
        var result = moved(value, to: shape, strides: shape.map { _ in 0 })
        let (from, to) = (operand.type.strides, result.type.strides)
        var copy = StridedCopy(
            shape: shape, sourceStrides: from,
            destinationStrides: to.indices.map { to[$0] * (attributes.interior[$0] + 1) })
        for dimension in shape.indices {
            let (low, step) = (attributes.edges[dimension].low, attributes.interior[dimension] + 1)
            let kept = (0..<operand.shape[dimension]).filter { (0..<shape[dimension]).contains(low + $0 * step) }
            copy.shape[dimension] = kept.count
            guard let first = kept.first else { return result }
            copy.sourceStart += first * from[dimension]
            copy.destinationStart += (low + first * step) * to[dimension]
        }
        copy.run(from: operand, to: &result)
        return result
    }

    /// The operands one after the other along a dimension.
    static func concatenate(_ attributes: ConcatenateAttributes, _ operands: [TensorValue]) -> TensorValue {
        var type = operands[0].type
        type.shape[attributes.dimension] = operands.map { $0.shape[attributes.dimension] }.reduce(0, +)
        var result = TensorValue(zeros: type)
        var position = 0
        for operand in operands {
            StridedCopy(
                shape: operand.shape, sourceStrides: operand.type.strides,
                destinationStart: position * type.strides[attributes.dimension], destinationStrides: type.strides
            ).run(from: operand, to: &result)
            position += operand.shape[attributes.dimension]
        }
        return result
    }

    /// A new tensor whose elements lie in the operand at a start, with strides.
    private static func moved(
        _ operand: TensorValue, to shape: [Int], start: Int = 0, strides: [Int]
    ) -> TensorValue {
        var result = TensorValue(zeros: operand.type.with(shape: shape))
        StridedCopy(
            shape: shape, sourceStart: start, sourceStrides: strides, destinationStrides: result.type.strides
        ).run(from: operand, to: &result)
        return result
    }

    private static func clampedStarts(_ starts: ArraySlice<TensorValue>, shape: [Int], sizes: [Int]) -> [Int] {
        zip(starts, zip(shape, sizes)).map { start, bounds in min(max(start.indices()[0], 0), bounds.0 - bounds.1) }
    }

    private static func dot(_ left: [Int], _ right: [Int]) -> Int { zip(left, right).map(*).reduce(0, +) }
}
