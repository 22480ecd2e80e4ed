import VerbatimTensor

/// `relu6(x + 3) / 6`, a sigmoid of straight lines.
public struct HardSigmoidActivation: ActivationFunction, Hashable {
    /// `hard_sigmoid`.
    public static let typeName: String = "hard_sigmoid"

    /// Makes the function.
    public init() {}

    /// `relu6(x + 3) / 6`, a sigmoid of straight lines.
    public func callAsFunction(_ x: Tensor) -> Tensor { minimum(maximum(x + 3, 0), 6) / 6 }
}

extension ActivationFunction where Self == HardSigmoidActivation {
    /// `relu6(x + 3) / 6`, a sigmoid of straight lines.
    public static var hardSigmoid: HardSigmoidActivation { HardSigmoidActivation() }
}
