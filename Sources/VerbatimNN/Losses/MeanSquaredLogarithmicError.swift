import VerbatimTensor

/// The mean of `(log(max(p, 1e-7) + 1) - log(max(y, 1e-7) + 1))^2` over the last axis.
///
/// - Shapes: labels and predictions `[batch, ..., n]` -> `[batch, ...]`
public struct MeanSquaredLogarithmicError: Loss, Hashable {
    /// Makes the loss.
    public init() {}

    /// `mean_squared_logarithmic_error`.
    public var name: String { "mean_squared_logarithmic_error" }

    /// The error of each sample.
    public func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor {
        let (y, p) = Tensor.aligned(labels: labels, predictions: predictions)
        return square(log(maximum(p, 1e-7) + 1) - log(maximum(y, 1e-7) + 1)).mean(axes: -1)
    }
}

extension Metric where Self == MeanSquaredLogarithmicError {
    /// The mean of `(log(max(p, 1e-7) + 1) - log(max(y, 1e-7) + 1))^2` over the last axis.
    public static var meanSquaredLogarithmicError: MeanSquaredLogarithmicError { MeanSquaredLogarithmicError() }
}
