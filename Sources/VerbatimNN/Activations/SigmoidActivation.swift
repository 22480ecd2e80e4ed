import VerbatimTensor

/// The logistic function: `1 / (1 + e^-x)`, correctly rounded.
public struct SigmoidActivation: ActivationFunction, Hashable {
    /// `sigmoid`.
    public static let typeName: String = "sigmoid"

    /// Makes the function.
    public init() {}

    /// The logistic function: `1 / (1 + e^-x)`, correctly rounded.
    public func callAsFunction(_ x: Tensor) -> Tensor { x.sigmoid() }
}

extension ActivationFunction where Self == SigmoidActivation {
    /// The logistic function: `1 / (1 + e^-x)`, correctly rounded.
    public static var sigmoid: SigmoidActivation { SigmoidActivation() }
}
