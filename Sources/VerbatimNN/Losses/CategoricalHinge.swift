import VerbatimTensor

/// How far the best wrong class reaches into the margin: `max(neg - pos + 1, 0)`.
///
/// `pos = sum(y * p)` and `neg = max((1 - y) * p)` over the last axis; equal greatest ones share the gradient.
///
/// - Shapes: labels and predictions `[batch, ..., classes]` -> `[batch, ...]`
public struct CategoricalHinge: Loss, Hashable {
    /// Makes the loss.
    public init() {}

    /// `categorical_hinge`.
    public var name: String { "categorical_hinge" }

    /// The hinge of each sample.
    public func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor {
        let (y, p) = Tensor.aligned(labels: labels, predictions: predictions)
        let pos = (y * p).sum(axes: -1)
        let neg = ((1 - y) * p).evenMax(axes: -1)
        return maximum(0, neg - pos + 1)
    }
}

extension Metric where Self == CategoricalHinge {
    /// How far the best wrong class reaches into the margin.
    public static var categoricalHinge: CategoricalHinge { CategoricalHinge() }
}
