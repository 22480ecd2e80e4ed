import VerbatimTensor

/// The mean of its inputs: their sum in the order in which they are given, divided by their number.
///
/// - Shapes: inputs that broadcast, all with the batch first; the output has their common shape.
public final class Average: MergeLayer {
    /// The label for prints.
    public let name: String?

    /// Makes a layer of any number of inputs.
    public init(name: String? = nil) { self.name = name }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the inputs do not suit the layer.
    public func merge(_ inputs: [Tensor], _ context: inout CallContext) throws -> Tensor {
        try context.expectFloat(inputs[0])
        return inputs.dropFirst().reduce(inputs[0], +) / inputs.count
    }
}
