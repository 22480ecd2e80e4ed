import VerbatimTensor

/// A layer that combines several inputs of one batch element by element, with NumPy's broadcasting.
///
/// An input of lower rank gets dimensions of size 1 behind the batch, as in Keras.
public protocol MergeLayer: Layer {
    /// Combines the inputs, at least one and all of one rank, in the order in which they were given.
    ///
    /// - Throws: `VerbatimError` if the inputs do not suit the layer.
    func merge(_ inputs: [Tensor], _ context: inout CallContext) throws -> Tensor
}

extension MergeLayer {
    /// Gives the inputs one rank and combines them.
    ///
    /// - Throws: `VerbatimError` unless there are inputs, of equally many samples.
    public func call(_ inputs: [Tensor], _ context: inout CallContext) throws -> [Tensor] {
        try context.expectOneBatch(inputs)
        let rank = inputs.map(\.rank).max() ?? 0
        let aligned = inputs.map { input in
            input.rank == rank ? input : input.expandedDimensions(axes: Axes(Array(1...(rank - input.rank))))
        }
        let result = try merge(aligned, &context)
        context.setMask(context.mergedMask(inputs), of: result)
        return [result]
    }
}
