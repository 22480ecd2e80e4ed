import VerbatimTensor

/// The sum of its inputs: `(x0 + x1) + x2 ...`, in the order in which they are given.
///
/// - Shapes: inputs that broadcast, all with the batch first; the output has their common shape.
public final class Add: MergeLayer {
    /// The label for prints.
    public let name: String?

    /// Makes a layer of any number of inputs.
    public init(name: String? = nil) { self.name = name }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the inputs do not suit the layer.
    public func merge(_ inputs: [Tensor], _ context: inout CallContext) throws -> Tensor {
        inputs.dropFirst().reduce(inputs[0], +)
    }
}
