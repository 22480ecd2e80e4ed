import VerbatimTensor

/// `x` above 0, `alpha * expm1(x)` at and below it.
///
/// Source: Clevert et al., 2016.
public struct ELUActivation: ActivationFunction, Hashable {
    /// `elu`.
    public static let typeName: String = "elu"

    /// How far it falls below 0.
    public let alpha: Double

    /// Makes the function of its options.
    public init(alpha: Double = 1) { self.alpha = alpha }

    /// `x` above 0, `alpha * expm1(x)` at and below it.
    public func callAsFunction(_ x: Tensor) -> Tensor {
        let isLow = x .<= 0
        // The branch that is not taken sees 0, so that its gradient stays finite.
        let low = expm1(which(isLow, x, 0))
        return which(isLow, alpha == 1 ? low : low * alpha, x)
    }
}

extension ActivationFunction where Self == ELUActivation {
    /// `x` above 0, `alpha * expm1(x)` at and below it.
    public static var elu: ELUActivation { ELUActivation() }
    /// `x` above 0, `alpha * expm1(x)` at and below it.
    public static func elu(alpha: Double) -> ELUActivation { ELUActivation(alpha: alpha) }
}
