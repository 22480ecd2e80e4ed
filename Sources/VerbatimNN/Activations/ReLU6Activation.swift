import VerbatimTensor

/// The rectifier with a ceiling of 6: `min(max(x, 0), 6)`.
public struct ReLU6Activation: ActivationFunction, Hashable {
    /// `relu6`.
    public static let typeName: String = "relu6"

    /// Makes the function.
    public init() {}

    /// The rectifier with a ceiling of 6: `min(max(x, 0), 6)`.
    public func callAsFunction(_ x: Tensor) -> Tensor { minimum(maximum(x, 0), 6) }
}

extension ActivationFunction where Self == ReLU6Activation {
    /// The rectifier with a ceiling of 6: `min(max(x, 0), 6)`.
    public static var relu6: ReLU6Activation { ReLU6Activation() }
}
