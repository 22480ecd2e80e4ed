import VerbatimTensor

/// The mean of `p - y * log(p + 1e-7)` over the last axis, for counts.
///
/// - Shapes: labels and predictions `[batch, ..., n]` -> `[batch, ...]`
public struct Poisson: Loss, Hashable {
    /// Makes the loss.
    public init() {}

    /// `poisson`.
    public var name: String { "poisson" }

    /// The error of each sample.
    public func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor {
        let (y, p) = Tensor.aligned(labels: labels, predictions: predictions)
        return (p - y * log(p + 1e-7)).mean(axes: -1)
    }
}

extension Metric where Self == Poisson {
    /// The mean of `p - y * log(p + 1e-7)` over the last axis, for counts.
    public static var poisson: Poisson { Poisson() }
}
