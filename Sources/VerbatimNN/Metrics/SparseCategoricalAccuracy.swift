import VerbatimTensor

/// Whether the class with the greatest prediction is the label, 1 or 0; of equal predictions the first counts.
///
/// - Shapes: labels `[batch, ...]` or `[batch, ..., 1]`, predictions `[batch, ..., classes]` -> `[batch, ...]`
public struct SparseCategoricalAccuracy: Metric, Hashable {
    /// Makes the metric.
    public init() {}

    /// `sparse_categorical_accuracy`.
    public var name: String { "sparse_categorical_accuracy" }

    /// 1 for each sample that is right, else 0.
    public func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor {
        let numbers = Tensor.classNumbers(labels: labels, predictions: predictions)
        return (numbers .== predictions.argMax(axis: -1).cast(to: numbers.elementType)).cast(to: .f32)
    }
}

extension Metric where Self == SparseCategoricalAccuracy {
    /// How often the class with the greatest prediction is the label.
    public static var sparseCategoricalAccuracy: SparseCategoricalAccuracy { SparseCategoricalAccuracy() }
}
