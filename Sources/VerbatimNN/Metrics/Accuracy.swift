import VerbatimTensor

/// Whether a prediction equals its label, 1 or 0, for every element.
///
/// - Shapes: labels and predictions `[batch, ...]` -> `[batch, ...]`
public struct Accuracy: Metric, Hashable {
    /// Makes the metric.
    public init() {}

    /// `accuracy`.
    public var name: String { "accuracy" }

    /// 1 for each element that is right, else 0.
    public func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor {
        let (y, p) = Tensor.aligned(labels: labels, predictions: predictions)
        return (y .== p).cast(to: .f32)
    }
}

extension Metric where Self == Accuracy {
    /// How often a prediction equals its label.
    public static var accuracy: Accuracy { Accuracy() }
}
