import VerbatimTensor

/// How far labels and predictions lie on one line of slope 1 along an axis (Lin, 1989), as Keras computes it.
///
/// The mean of `2 * (y - mean(p)) * (p - mean(p)) / (var(y) + var(p) + (mean(y) - mean(p))^2 + 1e-7)`.
///
/// - Shapes: labels and predictions `[batch, ..., n]` -> `[batch, ...]`, the axis dropped
public struct ConcordanceCorrelation: Metric, Hashable {
    /// The axis; -1 is the last.
    public let axis: Int

    /// Makes the metric of its axis.
    public init(axis: Int = -1) { self.axis = axis }

    /// `concordance_correlation`.
    public var name: String { "concordance_correlation" }

    /// The correlation of each sample.
    public func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor {
        let (y, p) = Tensor.aligned(labels: labels, predictions: predictions)
        let axes = Axes(axis)
        let yMean = y.mean(axes: axes, keepDimensions: true)
        let pMean = p.mean(axes: axes, keepDimensions: true)
        let spread =
            (y - yMean).variance(axes: axes, keepDimensions: true)
            + (p - pMean).variance(axes: axes, keepDimensions: true) + square(yMean - pMean)
        return (2 * ((y - pMean) * (p - pMean)) / (spread + 1e-7)).mean(axes: axes)
    }
}

extension Metric where Self == ConcordanceCorrelation {
    /// How far labels and predictions lie on one line of slope 1 along the last axis.
    public static var concordanceCorrelation: ConcordanceCorrelation { ConcordanceCorrelation() }
}
