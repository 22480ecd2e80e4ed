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
    /// The class whose labels do not count; nil counts all.
    public let ignoreClass: Int?

    /// Makes the loss of its options.
    public init(fromLogits: Bool = false, ignoreClass: Int? = nil) {
        self.fromLogits = fromLogits
        self.ignoreClass = ignoreClass
    }

    /// `sparse_categorical_crossentropy`.
    public var name: String { "sparse_categorical_crossentropy" }

    /// The cross-entropy of each sample.
    public func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor {
        let numbers = Tensor.classNumbers(labels: labels, predictions: predictions)
        let y = oneHot(numbers, classes: predictions.shape.last ?? 1, predictions.elementType)
        let loss = CategoricalCrossentropy(fromLogits: fromLogits)
        guard let ignoreClass else { return loss(labels: y, predictions: predictions) }
        // What does not count is compared with predictions of 1, so that its gradient stays finite.
        let counts = numbers .!= ignoreClass
        let row = counts.expandedDimensions(axes: -1)
        return which(counts, loss(labels: y, predictions: which(row, predictions, 1)), 0)
    }

    /// Where the label is not the ignored class.
    public func isValid(_ values: Tensor, labels: Tensor, predictions: Tensor) -> Tensor? {
        ignoreClass.map { Tensor.classNumbers(labels: labels, predictions: predictions) .!= $0 }
    }
}

extension Metric where Self == SparseCategoricalCrossentropy {
    /// The cross-entropy of class probabilities for labels that are class numbers.
    public static var sparseCategoricalCrossentropy: SparseCategoricalCrossentropy { SparseCategoricalCrossentropy() }
    /// The cross-entropy of class probabilities or logits for labels that are class numbers.
    public static func sparseCategoricalCrossentropy(
        fromLogits: Bool = false, ignoreClass: Int? = nil
    ) -> SparseCategoricalCrossentropy {
        SparseCategoricalCrossentropy(fromLogits: fromLogits, ignoreClass: ignoreClass)
    }
}
