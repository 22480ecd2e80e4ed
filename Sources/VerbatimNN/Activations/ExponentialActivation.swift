import VerbatimTensor

/// `e^x`, correctly rounded.
public struct ExponentialActivation: ActivationFunction, Hashable {
    /// `exponential`.
    public static let typeName: String = "exponential"

    /// Makes the function.
    public init() {}

    /// `e^x`, correctly rounded.
    public func callAsFunction(_ x: Tensor) -> Tensor { exp(x) }
}

extension ActivationFunction where Self == ExponentialActivation {
    /// `e^x`, correctly rounded.
    public static var exponential: ExponentialActivation { ExponentialActivation() }
}
