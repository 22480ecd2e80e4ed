import VerbatimTensor

/// The logarithm of the softmax along an axis.
public struct LogSoftmaxActivation: ActivationFunction, Hashable {
    /// `log_softmax`.
    public static let typeName: String = "log_softmax"

    /// The axis; -1 is the last.
    public let axis: Int

    /// Makes the function of its options.
    public init(axis: Int = -1) { self.axis = axis }

    /// The logarithm of the softmax along an axis.
    public func callAsFunction(_ x: Tensor) -> Tensor { VerbatimTensor.logSoftmax(x, axis: axis) }
}

extension ActivationFunction where Self == LogSoftmaxActivation {
    /// The logarithm of the softmax along an axis.
    public static var logSoftmax: LogSoftmaxActivation { LogSoftmaxActivation() }
    /// The logarithm of the softmax along an axis.
    public static func logSoftmax(axis: Int) -> LogSoftmaxActivation { LogSoftmaxActivation(axis: axis) }
}
