import VerbatimTensor

/// Applies an activation function.
///
/// - Shapes: the output has the input's.
public final class Activation: UnaryLayer {
    /// The function.
    public let activation: Configured<any ActivationFunction>
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// The mask is passed on.
    public static var passesMask: Bool { true }

    /// Makes a layer of an activation function: `Activation(.relu)`.
    public init(_ activation: any ActivationFunction, name: String? = nil, dtypePolicy: DTypePolicy? = nil) {
        self.activation = Configured(activation)
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor { activation.value(x) }
}
