import VerbatimTensor

/// The cosine of the angle between labels and predictions, negated so that training brings them together.
///
/// `-sum(u(y) * u(p))` along an axis, with `u(x) = x * rsqrt(max(sum(x * x), 1e-14))`.
///
/// - Shapes: labels and predictions `[batch, ..., n]` -> `[batch, ...]`, the axis dropped
public struct CosineSimilarity: Loss, Hashable {
    /// The axis of the vectors; -1 is the last.
    public let axis: Int

    /// Makes the loss of its options.
    public init(axis: Int = -1) { self.axis = axis }

    /// `cosine_similarity`.
    public var name: String { "cosine_similarity" }

    /// The negated cosine of each sample.
    public func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor {
        let (y, p) = Tensor.aligned(labels: labels, predictions: predictions)
        return -(y.unitVectors(axis: axis) * p.unitVectors(axis: axis)).sum(axes: Axes(axis))
    }
}

extension Metric where Self == CosineSimilarity {
    /// The cosine of the angle between labels and predictions, negated so that training brings them together.
    public static var cosineSimilarity: CosineSimilarity { CosineSimilarity() }
    /// The cosine of the angle between labels and predictions, negated so that training brings them together.
    public static func cosineSimilarity(axis: Int) -> CosineSimilarity { CosineSimilarity(axis: axis) }
}
