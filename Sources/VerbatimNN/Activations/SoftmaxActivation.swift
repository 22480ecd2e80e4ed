import VerbatimTensor

/// `e / sum(e)` along an axis, with `e = exp(x - max(x))`.
public struct SoftmaxActivation: ActivationFunction, Hashable {
    /// `softmax`.
    public static let typeName: String = "softmax"

    /// The axis; -1 is the last.
    public let axis: Int

    /// Makes the function along an axis.
    public init(axis: Int = -1) { self.axis = axis }

    /// `e / sum(e)` along the axis.
    public func callAsFunction(_ x: Tensor) -> Tensor { x.softmax(axis: axis) }
}

extension ActivationFunction where Self == SoftmaxActivation {
    /// `e / sum(e)` along the last axis, with `e = exp(x - max(x))`.
    public static var softmax: SoftmaxActivation { SoftmaxActivation() }
}
