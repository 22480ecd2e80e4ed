import VerbatimTensor

/// The mean of `log(cosh(p - y))` over the last axis.
///
/// Computed as `e + softplus(-2 * e) - log(2)` with `e = p - y`.
///
/// - Shapes: labels and predictions `[batch, ..., n]` -> `[batch, ...]`
public struct LogCosh: Loss, Hashable {
    /// Makes the loss.
    public init() {}

    /// `log_cosh`.
    public var name: String { "log_cosh" }

    /// The error of each sample.
    public func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor {
        let (y, p) = Tensor.aligned(labels: labels, predictions: predictions)
        let e = p - y
        return (e + softplus(e * -2) - 0.6931471805599453).mean(axes: -1)
    }
}

extension Metric where Self == LogCosh {
    /// The mean of `log(cosh(p - y))` over the last axis.
    public static var logCosh: LogCosh { LogCosh() }
}
