import VerbatimTensor

/// The divergence of predicted from true probabilities: `sum(y * log(y / p))` over the last axis.
///
/// Both are first clipped to `[1e-7, 1]` (Kullback and Leibler, 1951).
///
/// - Shapes: labels and predictions `[batch, ..., classes]` -> `[batch, ...]`
public struct KLDivergence: Loss, Hashable {
    /// Makes the loss.
    public init() {}

    /// `kl_divergence`.
    public var name: String { "kl_divergence" }

    /// The divergence of each sample.
    public func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor {
        var (y, p) = Tensor.aligned(labels: labels, predictions: predictions)
        y = y.clip(1e-7, 1)
        p = p.clip(1e-7, 1)
        return (y * log(y / p)).sum(axes: -1)
    }
}

extension Metric where Self == KLDivergence {
    /// The divergence of predicted from true probabilities: `sum(y * log(y / p))` over the last axis.
    public static var klDivergence: KLDivergence { KLDivergence() }
}
