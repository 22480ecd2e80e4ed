import VerbatimTensor

/// `x` above 0, `alpha * expm1(x / alpha)` at and below it.
///
/// Its slope at 0 is 1 (Barron, 2017).
public struct CELUActivation: ActivationFunction, Hashable {
    /// `celu`.
    public static let typeName: String = "celu"

    /// How far it falls below 0.
    public let alpha: Double

    /// Makes the function of its options.
    public init(alpha: Double = 1) { self.alpha = alpha }

    /// `x` above 0, `alpha * expm1(x / alpha)` at and below it.
    public func callAsFunction(_ x: Tensor) -> Tensor {
        let isLow = x .<= 0
        // The branch that is not taken sees 0, so that its gradient stays finite.
        return which(isLow, expm1(which(isLow, x, 0) / alpha) * alpha, x)
    }
}

extension ActivationFunction where Self == CELUActivation {
    /// `x` above 0, `alpha * expm1(x / alpha)` at and below it.
    public static var celu: CELUActivation { CELUActivation() }
    /// `x` above 0, `alpha * expm1(x / alpha)` at and below it.
    public static func celu(alpha: Double) -> CELUActivation { CELUActivation(alpha: alpha) }
}
