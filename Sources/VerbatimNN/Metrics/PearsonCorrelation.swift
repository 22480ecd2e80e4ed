import VerbatimTensor

/// The correlation of labels and predictions along an axis: the mean of the products of both in standard units.
///
/// - Shapes: labels and predictions `[batch, ..., n]` -> `[batch, ...]`, the axis dropped
public struct PearsonCorrelation: Metric, Hashable {
    /// The axis; -1 is the last.
    public let axis: Int

    /// Makes the metric of its axis.
    public init(axis: Int = -1) { self.axis = axis }

    /// `pearson_correlation`.
    public var name: String { "pearson_correlation" }

    /// The correlation of each sample.
    public func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor {
        let (y, p) = Tensor.aligned(labels: labels, predictions: predictions)
        let axes = Axes(axis)
        func standardized(_ x: Tensor) -> Tensor {
            let centered = x - x.mean(axes: axes, keepDimensions: true)
            return centered / centered.std(axes: axes, keepDimensions: true)
        }
        return (standardized(y) * standardized(p)).mean(axes: axes)
    }
}

extension Metric where Self == PearsonCorrelation {
    /// The correlation of labels and predictions along the last axis.
    public static var pearsonCorrelation: PearsonCorrelation { PearsonCorrelation() }
}
