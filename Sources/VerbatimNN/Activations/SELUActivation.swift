import VerbatimTensor

/// `scale * x` above 0, `scale * alpha * expm1(x)` at and below it.
///
/// `alpha` is 1.6732632423543772 and `scale` 1.0507009873554805 (Klambauer et al., 2017); their product is formed in
/// Double.
public struct SELUActivation: ActivationFunction, Hashable {
    /// `selu`.
    public static let typeName: String = "selu"

    /// Makes the function.
    public init() {}

    /// `scale * x` above 0, `scale * alpha * expm1(x)` at and below it.
    public func callAsFunction(_ x: Tensor) -> Tensor {
        let isLow = x .<= 0
        // The branch that is not taken sees 0, so that its gradient stays finite.
        let steepness: Double = 1.0507009873554805 * 1.6732632423543772
        let low = expm1(which(isLow, x, 0)) * steepness
        return which(isLow, low, x * 1.0507009873554805)
    }
}

extension ActivationFunction where Self == SELUActivation {
    /// `scale * x` above 0, `scale * alpha * expm1(x)` at and below it.
    public static var selu: SELUActivation { SELUActivation() }
}
