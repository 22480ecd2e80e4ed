import VerbatimTensor

/// Whether a prediction lies on its label's side of a threshold, 1 or 0, for every element.
///
/// - Shapes: labels and predictions `[batch, ..., n]` -> `[batch, ..., n]`
public struct BinaryAccuracy: Metric, Hashable {
    /// What a prediction has to exceed to mean yes.
    public let threshold: Double

    /// Makes the metric of its threshold.
    public init(threshold: Double = 0.5) { self.threshold = threshold }

    /// `binary_accuracy`.
    public var name: String { "binary_accuracy" }

    /// 1 for each element that is right, else 0.
    public func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor {
        let (y, p) = Tensor.aligned(labels: labels, predictions: predictions)
        return (y .== (p .> threshold).cast(to: y.elementType)).cast(to: .f32)
    }
}

extension Metric where Self == BinaryAccuracy {
    /// How often a prediction lies on its label's side of 0.5.
    public static var binaryAccuracy: BinaryAccuracy { BinaryAccuracy() }
    /// How often a prediction lies on its label's side of a threshold.
    public static func binaryAccuracy(threshold: Double) -> BinaryAccuracy { BinaryAccuracy(threshold: threshold) }
}
