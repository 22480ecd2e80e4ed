import VerbatimTensor

/// The greatest of its inputs, element by element; NaN wins.
///
/// Of equal elements the first input's gets the gradient.
///
/// - Shapes: inputs that broadcast, all with the batch first; the output has their common shape.
public final class Maximum: MergeLayer {
    /// The label for prints.
    public let name: String?

    /// Makes a layer of any number of inputs.
    public init(name: String? = nil) { self.name = name }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the inputs do not suit the layer.
    public func merge(_ inputs: [Tensor], _ context: inout CallContext) throws -> Tensor {
        // Of equal elements the second operand gets the gradient, so the earlier input stands there.
        inputs.dropFirst().reduce(inputs[0]) { maximum($1, $0) }
    }
}
