import VerbatimTensor

/// Whether the label is among the k greatest predictions, 1 or 0; ties at the border count.
///
/// - Shapes: labels `[batch, ...]` or `[batch, ..., 1]`, predictions `[batch, ..., classes]` -> `[batch, ...]`
public struct SparseTopKCategoricalAccuracy: Metric, Hashable {
    /// How many predictions count.
    public let k: Int
    /// Whether the predictions are class numbers, best first, rather than a number for each class.
    public let fromSortedIDs: Bool

    /// Makes the metric of its options.
    public init(k: Int = 5, fromSortedIDs: Bool = false) {
        self.k = k
        self.fromSortedIDs = fromSortedIDs
    }

    /// `sparse_top_k_categorical_accuracy`.
    public var name: String { "sparse_top_k_categorical_accuracy" }

    /// 1 for each sample that is right, else 0.
    public func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor {
        let numbers = Tensor.classNumbers(labels: labels, predictions: predictions)
        guard fromSortedIDs else { return predictions.isInTopK(numbers, k).cast(to: .f32) }
        let isFirst = Tensor.arange(predictions.shape.last ?? 0) .< k
        let isLabel = numbers.cast(to: predictions.elementType).expandedDimensions(axes: -1) .== predictions
        return (isLabel .& isFirst).any(axes: -1).cast(to: .f32)
    }
}

extension Metric where Self == SparseTopKCategoricalAccuracy {
    /// How often the label is among the five greatest predictions.
    public static var sparseTopKCategoricalAccuracy: SparseTopKCategoricalAccuracy { SparseTopKCategoricalAccuracy() }
    /// How often the label is among the k greatest predictions.
    public static func sparseTopKCategoricalAccuracy(
        k: Int, fromSortedIDs: Bool = false
    ) -> SparseTopKCategoricalAccuracy {
        SparseTopKCategoricalAccuracy(k: k, fromSortedIDs: fromSortedIDs)
    }
}
