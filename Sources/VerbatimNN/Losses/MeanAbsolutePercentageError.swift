import VerbatimTensor

/// The mean of `|(y - p) / max(|y|, 1e-7)|` over the last axis, in percent.
///
/// - Shapes: labels and predictions `[batch, ..., n]` -> `[batch, ...]`
public struct MeanAbsolutePercentageError: Loss, Hashable {
    /// Makes the loss.
    public init() {}

    /// `mean_absolute_percentage_error`.
    public var name: String { "mean_absolute_percentage_error" }

    /// The error of each sample.
    public func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor {
        let (y, p) = Tensor.aligned(labels: labels, predictions: predictions)
        return 100 * abs((y - p) / maximum(abs(y), 1e-7)).mean(axes: -1)
    }
}

extension Metric where Self == MeanAbsolutePercentageError {
    /// The mean of `|(y - p) / max(|y|, 1e-7)|` over the last axis, in percent.
    public static var meanAbsolutePercentageError: MeanAbsolutePercentageError { MeanAbsolutePercentageError() }
}
