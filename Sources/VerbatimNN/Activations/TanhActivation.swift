import VerbatimTensor

/// The hyperbolic tangent, correctly rounded.
public struct TanhActivation: ActivationFunction, Hashable {
    /// `tanh`.
    public static let typeName: String = "tanh"

    /// Makes the function.
    public init() {}

    /// The hyperbolic tangent, correctly rounded.
    public func callAsFunction(_ x: Tensor) -> Tensor { x.tanh() }
}

extension ActivationFunction where Self == TanhActivation {
    /// The hyperbolic tangent, correctly rounded.
    public static var tanh: TanhActivation { TanhActivation() }
}
