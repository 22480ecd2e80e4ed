import VerbatimGraph
import VerbatimTensor

/// The rectifier that leaks: `x` where x is not negative, `negativeSlope * x` elsewhere.
///
/// - Shapes: the output has the input's.
public final class LeakyReLU: UnaryLayer {
    /// The slope below 0.
    public let negativeSlope: Double
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// The mask is passed on.
    public static var passesMask: Bool { true }

    /// Makes a leaking rectifier.
    public init(negativeSlope: Double = 0.3, name: String? = nil, dtypePolicy: DTypePolicy? = nil) {
        self.negativeSlope = negativeSlope
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        try context.expectFloat(x)
        return which(x .>= 0, x, x * negativeSlope)
    }
}
