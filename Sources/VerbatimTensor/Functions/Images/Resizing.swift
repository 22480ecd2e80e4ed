import VerbatimGraph

extension Tensor {
    /// Images in another size: each axis is a contraction with the weights of an interpolation.
    ///
    /// Shapes: `[batch, height, width, channels] -> [batch, target height, target width, channels]`; floats only.
    public func resized(
        height: Int, width: Int, interpolation: Interpolation = .bilinear, antialias: Bool = false,
        file: StaticString = #fileID, line: Int = #line
    ) -> Tensor {
        apply(file: file, line: line) { builder, x in
            let type = builder.type(of: x)
            guard type.rank == 4, type.element.isFloat, height > 0, width > 0, type.shape[1] > 0, type.shape[2] > 0
            else {
                throw VerbatimError(
                    .shape, "an image cannot be resized", received: "\(type) to \(height) by \(width)",
                    expected: "floats [batch, height, width, channels] and sizes of at least 1")
            }
            var result = x
            for (axis, target) in [(1, height), (2, width)] where builder.type(of: result).shape[axis] != target {
                let size = builder.type(of: result).shape[axis]
                let weights = interpolation.weights(size: size, target: target, antialias: antialias)
                let table = try builder.convert(
                    try builder.constant(TensorValue(weights, shape: [target, size])), to: type.element)
                let product = try builder.one(
                    .dotGeneral(DotGeneralAttributes(lhsContracting: [axis], rhsContracting: [1])), [result, table])
                var order = [0, 1, 2]
                order.insert(3, at: axis)
                result = try builder.transpose(product, order)
            }
            return result
        }
    }
}
