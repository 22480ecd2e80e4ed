import VerbatimTensor

/// The logarithm of the sigmoid: `-softplus(-x)`.
public struct LogSigmoidActivation: ActivationFunction, Hashable {
    /// `log_sigmoid`.
    public static let typeName: String = "log_sigmoid"

    /// Makes the function.
    public init() {}

    /// The logarithm of the sigmoid: `-softplus(-x)`.
    public func callAsFunction(_ x: Tensor) -> Tensor { -VerbatimTensor.softplus(-x) }
}

extension ActivationFunction where Self == LogSigmoidActivation {
    /// The logarithm of the sigmoid: `-softplus(-x)`.
    public static var logSigmoid: LogSigmoidActivation { LogSigmoidActivation() }
}
