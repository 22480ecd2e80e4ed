import VerbatimTensor

/// `x` moved into `[-1, 1]`.
public struct HardTanhActivation: ActivationFunction, Hashable {
    /// `hard_tanh`.
    public static let typeName: String = "hard_tanh"

    /// Makes the function.
    public init() {}

    /// `x` moved into `[-1, 1]`.
    public func callAsFunction(_ x: Tensor) -> Tensor { x.clip(-1, 1) }
}

extension ActivationFunction where Self == HardTanhActivation {
    /// `x` moved into `[-1, 1]`.
    public static var hardTanh: HardTanhActivation { HardTanhActivation() }
}
