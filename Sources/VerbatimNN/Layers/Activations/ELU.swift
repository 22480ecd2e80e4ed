import VerbatimGraph
import VerbatimTensor

/// The exponential linear unit: `x` where x is positive, `alpha * (e^x - 1)` elsewhere.
///
/// - Shapes: the output has the input's.
public final class ELU: UnaryLayer {
    /// What the output tends to, with its sign turned, far below 0.
    public let alpha: Double
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// The mask is passed on.
    public static var passesMask: Bool { true }

    /// Makes an exponential linear unit.
    public init(_ alpha: Double = 1, name: String? = nil, dtypePolicy: DTypePolicy? = nil) {
        self.alpha = alpha
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        try context.expectFloat(x)
        let rest = expm1(minimum(x, Tensor.zeros(like: x)))
        return which(x .> 0, x, alpha == 1 ? rest : rest * alpha)
    }
}
