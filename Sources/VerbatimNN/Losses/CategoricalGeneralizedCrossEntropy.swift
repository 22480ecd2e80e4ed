import VerbatimTensor

/// A cross-entropy that forgives wrong labels: `(1 - p[y]^q) / q` for labels that are class numbers.
///
/// Between the cross-entropy (q near 0) and the mean absolute error (q near 1); Zhang and Sabuncu, 2018.
///
/// - Shapes: labels `[batch, ...]` or `[batch, ..., 1]`, predictions `[batch, ..., classes]` -> `[batch, ...]`
public struct CategoricalGeneralizedCrossEntropy: Loss, Hashable {
    /// How much wrong labels are forgiven, between 0 and 1.
    public let q: Double

    /// Makes the loss of its options.
    public init(q: Double = 0.5) { self.q = q }

    /// `categorical_generalized_cross_entropy`.
    public var name: String { "categorical_generalized_cross_entropy" }

    /// The loss of each sample.
    public func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor {
        let numbers = Tensor.classNumbers(labels: labels, predictions: predictions)
        let y = oneHot(numbers, classes: predictions.shape.last ?? 1, predictions.elementType)
        return (1 - pow((predictions * y).sum(axes: -1), q.weakTensor)) / q
    }
}

extension Metric where Self == CategoricalGeneralizedCrossEntropy {
    /// A cross-entropy that forgives wrong labels: `(1 - p[y]^q) / q` for labels that are class numbers.
    public static var categoricalGeneralizedCrossEntropy: CategoricalGeneralizedCrossEntropy {
        CategoricalGeneralizedCrossEntropy()
    }
    /// A cross-entropy that forgives wrong labels: `(1 - p[y]^q) / q` for labels that are class numbers.
    public static func categoricalGeneralizedCrossEntropy(q: Double) -> CategoricalGeneralizedCrossEntropy {
        CategoricalGeneralizedCrossEntropy(q: q)
    }
}
