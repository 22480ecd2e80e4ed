import VerbatimTensor

/// The mean of `|y - p|` over the last axis.
///
/// - Shapes: labels and predictions `[batch, ..., n]` -> `[batch, ...]`
public struct MeanAbsoluteError: Loss, Hashable {
    /// Makes the loss.
    public init() {}

    /// `mean_absolute_error`.
    public var name: String { "mean_absolute_error" }

    /// The error of each sample.
    public func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor {
        let (y, p) = Tensor.aligned(labels: labels, predictions: predictions)
        return abs(y - p).mean(axes: -1)
    }
}

extension Metric where Self == MeanAbsoluteError {
    /// The mean of `|y - p|` over the last axis.
    public static var meanAbsoluteError: MeanAbsoluteError { MeanAbsoluteError() }
}
