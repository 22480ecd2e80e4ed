import VerbatimTensor

/// `log(1 + e^x)`, computed as `max(x, 0) + log1p(exp(-|x|))`.
public struct SoftplusActivation: ActivationFunction, Hashable {
    /// `softplus`.
    public static let typeName: String = "softplus"

    /// Makes the function.
    public init() {}

    /// `log(1 + e^x)`, computed as `max(x, 0) + log1p(exp(-|x|))`.
    public func callAsFunction(_ x: Tensor) -> Tensor { VerbatimTensor.softplus(x) }
}

extension ActivationFunction where Self == SoftplusActivation {
    /// `log(1 + e^x)`, computed as `max(x, 0) + log1p(exp(-|x|))`.
    public static var softplus: SoftplusActivation { SoftplusActivation() }
}
