import VerbatimTensor

/// `x` times the probability that a standard normal number lies below it.
///
/// Exact: `x * (erfc(-x * sqrt(1 / 2)) * 0.5)`. Approximate: `(x * 0.5) * (1 + tanh((c + (c * c * c) * 0.044715) * s))` with
/// `s = sqrt(2 / pi)` and c the input moved into `[-100, 100]`, beyond which the tangent is 1 or -1 (Hendrycks and Gimpel,
/// 2016).
public struct GELUActivation: ActivationFunction, Hashable {
    /// `gelu`.
    public static let typeName: String = "gelu"

    /// Whether the form with the hyperbolic tangent is taken.
    public let approximate: Bool

    /// Makes the function of its options.
    public init(approximate: Bool = false) { self.approximate = approximate }

    /// `x` times the probability that a standard normal number lies below it.
    public func callAsFunction(_ x: Tensor) -> Tensor {
        guard approximate else { return x * (erfc(x * -0.7071067811865476) * 0.5) }
        let c = x.clip(-100, 100)
        return (x * 0.5) * (VerbatimTensor.tanh((c + (c * c * c) * 0.044715) * 0.7978845608028654) + 1)
    }
}

extension ActivationFunction where Self == GELUActivation {
    /// `x` times the probability that a standard normal number lies below it.
    public static var gelu: GELUActivation { GELUActivation() }
    /// `x` times the probability that a standard normal number lies below it.
    public static func gelu(approximate: Bool) -> GELUActivation { GELUActivation(approximate: approximate) }
}
