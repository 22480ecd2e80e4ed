import VerbatimTensor

/// The logistic function of each element: `1 / (1 + exp(-x))`, correctly rounded.
///
/// - Shapes: the output has the input's.
public final class Sigmoid: UnaryLayer {
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// The mask is passed on.
    public static var passesMask: Bool { true }

    /// Makes the layer.
    public init(name: String? = nil, dtypePolicy: DTypePolicy? = nil) {
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        try context.expectFloat(x)
        return sigmoid(x)
    }
}
