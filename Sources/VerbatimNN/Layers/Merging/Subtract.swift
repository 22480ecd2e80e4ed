import VerbatimTensor

/// The first of two inputs minus the second.
///
/// - Shapes: inputs that broadcast, all with the batch first; the output has their common shape.
public final class Subtract: MergeLayer {
    /// The label for prints.
    public let name: String?

    /// Makes a layer of two inputs.
    public init(name: String? = nil) { self.name = name }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the inputs do not suit the layer.
    public func merge(_ inputs: [Tensor], _ context: inout CallContext) throws -> Tensor {
        try context.require(
            inputs.count == 2, "got a wrong number of inputs", received: "\(inputs.count)", expected: "2")
        return inputs[0] - inputs[1]
    }
}
