import VerbatimTensor

/// The mean of `(y - p)^2` over the last axis.
///
/// - Shapes: labels and predictions `[batch, ..., n]` -> `[batch, ...]`
public struct MeanSquaredError: Loss, Hashable {
    /// Makes the loss.
    public init() {}

    /// `mean_squared_error`.
    public var name: String { "mean_squared_error" }

    /// The error of each sample.
    public func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor {
        let (y, p) = Tensor.aligned(labels: labels, predictions: predictions)
        return square(y - p).mean(axes: -1)
    }
}

extension Metric where Self == MeanSquaredError {
    /// The mean of `(y - p)^2` over the last axis.
    public static var meanSquaredError: MeanSquaredError { MeanSquaredError() }
}
