import VerbatimTensor

/// The cross-entropy of class probabilities for labels that are class numbers: `-log(p[y])`.
///
/// The labels become one-hot rows; then it is `CategoricalCrossentropy`. A label outside the classes counts as a row of
/// zeros.
///
/// - Shapes: labels `[batch, ...]` or `[batch, ..., 1]`, predictions `[batch, ..., classes]` -> `[batch, ...]`
public struct SparseCategoricalCrossentropy: Loss, Hashable {
    /// Whether the predictions are logits.
    public let fromLogits: Bool

    /// Makes the loss of its options.
    public init(fromLogits: Bool = false) { self.fromLogits = fromLogits }

    /// `sparse_categorical_crossentropy`.
    public var name: String { "sparse_categorical_crossentropy" }

    /// The cross-entropy of each sample.
    public func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor {
        let numbers = Tensor.classNumbers(labels: labels, predictions: predictions)
        let y = oneHot(numbers, classes: predictions.shape.last ?? 1, predictions.elementType)
        return CategoricalCrossentropy(fromLogits: fromLogits)(labels: y, predictions: predictions)
    }
}

extension Metric where Self == SparseCategoricalCrossentropy {
    /// The cross-entropy of class probabilities for labels that are class numbers.
    public static var sparseCategoricalCrossentropy: SparseCategoricalCrossentropy { SparseCategoricalCrossentropy() }
    /// The cross-entropy of class probabilities or logits for labels that are class numbers.
    public static func sparseCategoricalCrossentropy(fromLogits: Bool) -> SparseCategoricalCrossentropy {
        SparseCategoricalCrossentropy(fromLogits: fromLogits)
    }
}
