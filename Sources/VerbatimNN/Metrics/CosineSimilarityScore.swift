import VerbatimTensor

/// The cosine of the angle between labels and predictions: Keras' metric, of the other sign than the loss.
///
/// - Shapes: labels and predictions `[batch, ..., n]` -> `[batch, ...]`, the axis dropped
public struct CosineSimilarityScore: Metric, Hashable {
    /// The axis of the vectors; -1 is the last.
    public let axis: Int

    /// Makes the metric of its axis.
    public init(axis: Int = -1) { self.axis = axis }

    /// `cosine_similarity`.
    public var name: String { "cosine_similarity" }

    /// The cosine of each sample.
    public func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor {
        let (y, p) = Tensor.aligned(labels: labels, predictions: predictions)
        return (y.unitVectors(axis: axis) * p.unitVectors(axis: axis)).sum(axes: Axes(axis))
    }
}

extension Metric where Self == CosineSimilarityScore {
    /// The cosine of the angle between labels and predictions.
    public static var cosineSimilarityScore: CosineSimilarityScore { CosineSimilarityScore() }
}
