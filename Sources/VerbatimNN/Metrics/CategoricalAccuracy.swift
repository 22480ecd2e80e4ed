import VerbatimTensor

/// Whether the class with the greatest prediction is the one with the greatest label, 1 or 0; of equal ones the first.
///
/// - Shapes: labels and predictions `[batch, ..., classes]` -> `[batch, ...]`
public struct CategoricalAccuracy: Metric, Hashable {
    /// Makes the metric.
    public init() {}

    /// `categorical_accuracy`.
    public var name: String { "categorical_accuracy" }

    /// 1 for each sample that is right, else 0.
    public func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor {
        let (y, p) = Tensor.aligned(labels: labels, predictions: predictions)
        return (y.argMax(axis: -1) .== p.argMax(axis: -1)).cast(to: .f32)
    }
}

extension Metric where Self == CategoricalAccuracy {
    /// How often the class with the greatest prediction is the one with the greatest label.
    public static var categoricalAccuracy: CategoricalAccuracy { CategoricalAccuracy() }
}
