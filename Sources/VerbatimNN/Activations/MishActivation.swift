import VerbatimTensor

/// `x * tanh(softplus(x))`.
///
/// Source: Misra, 2019.
public struct MishActivation: ActivationFunction, Hashable {
    /// `mish`.
    public static let typeName: String = "mish"

    /// Makes the function.
    public init() {}

    /// `x * tanh(softplus(x))`.
    public func callAsFunction(_ x: Tensor) -> Tensor { x * VerbatimTensor.softplus(x).tanh() }
}

extension ActivationFunction where Self == MishActivation {
    /// `x * tanh(softplus(x))`.
    public static var mish: MishActivation { MishActivation() }
}
