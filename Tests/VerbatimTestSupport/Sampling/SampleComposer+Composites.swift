import Verbatim

// The composites that Verbatim defines, on random operands.
extension SampleComposer {
    /// Appends one of the composites that executors may have fused kernels for.
    mutating func knownComposite() throws -> [ValueID] {
        switch generator.int(0...9) {
        case 0: try rows(SoftmaxComposite(), count: 1)
        case 1: try rows(SoftmaxGradient(), count: 2)
        case 2: try rows(LogSoftmax(), count: 1)
        case 3: try rows(LogSoftmaxGradient(), count: 2)
        case 4: try batchNormalization()
        case 5: try draw { RandomBits($0) }
        case 6: try draw { UniformDraw($0) }
        case 7: try draw { NormalDraw($0) }
        case 8:
            try draw { draw in
                BernoulliDraw(draw, probability: Double(draw.key[0] % 5) / 4)
            }
        default: try builder.composite(StopGradient(), operands: [operand(type(\.isFloat))])
        }
    }

    /// A composite of equal operands over their last dimension, now and then one that is long.
    private mutating func rows(_ composite: some Composite, count: Int) throws -> [ValueID] {
        var type = type(\.isFloat, rank: 1...4)
        if !reuses, generator.once(in: 4) {
            type.shape = [generator.int(1...3), generator.pick([1, 31, 32, 33, 63, 65, 1000, 4096, 4097])]
        }
        return try builder.composite(composite, operands: (0..<count).map { _ in try operand(type) })
    }

    /// Batch normalisation, and its gradient for a random cotangent.
    private mutating func batchNormalization() throws -> [ValueID] {
        var type = type(\.isFloat, rank: 2...4)
        type.shape = type.shape.map { max(1, $0) }
        let layer = BatchNormalizationComposite(
            epsilon: 1e-3, featureDimension: generator.int(1...type.rank - 1), scale: generator.once(in: 2),
            center: generator.once(in: 2))
        let features = type.with(shape: [type.shape[layer.featureDimension]])
        var operands = [try operand(type)]
        for isThere in [layer.scale, layer.center] where isThere { operands.append(try operand(features)) }
        let results = try builder.composite(layer, operands: operands)
        let gradient = BatchNormalizationGradient(forward: layer, meanCotangent: false, varianceCotangent: false)
        let scales = layer.scale ? [operands[1]] : []
        return results
            + (try builder.composite(
                gradient, operands: [operands[0], results[1], results[2], operand(type)] + scales))
    }

    /// A draw at a random key, step and place in the batch.
    private mutating func draw(_ composite: (RandomDraw) -> some Composite) throws -> [ValueID] {
        let key = (UInt32(truncatingIfNeeded: generator.bits()), UInt32(truncatingIfNeeded: generator.bits()))
        let shape = type(rank: 1...4).shape
        let steps: [UInt64] = [0, 1, UInt64(UInt32.max), 1 << 32, .max]
        let rows: [UInt32] = [0, 1, 31, .max - 2, .max]
        return try builder.composite(
            composite(RandomDraw(key: key, shape: shape)),
            operands: [
                operand(TensorValue(generator.pick(steps))), operand(TensorValue(generator.pick(rows))),
            ])
    }
}
