import VerbatimTensor

/// Whether the class with the greatest label is among the k greatest predictions, 1 or 0; ties at the border count.
///
/// - Shapes: labels and predictions `[batch, ..., classes]` -> `[batch, ...]`
public struct TopKCategoricalAccuracy: Metric, Hashable {
    /// How many predictions count.
    public let k: Int

    /// Makes the metric of its number of predictions.
    public init(k: Int = 5) { self.k = k }

    /// `top_k_categorical_accuracy`.
    public var name: String { "top_k_categorical_accuracy" }

    /// 1 for each sample that is right, else 0.
    public func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor {
        predictions.isInTopK(labels.argMax(axis: -1), k).cast(to: .f32)
    }
}

extension Metric where Self == TopKCategoricalAccuracy {
    /// How often the class with the greatest label is among the five greatest predictions.
    public static var topKCategoricalAccuracy: TopKCategoricalAccuracy { TopKCategoricalAccuracy() }
    /// How often the class with the greatest label is among the k greatest predictions.
    public static func topKCategoricalAccuracy(k: Int) -> TopKCategoricalAccuracy { TopKCategoricalAccuracy(k: k) }
}
