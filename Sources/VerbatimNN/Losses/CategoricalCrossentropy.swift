import VerbatimTensor

/// The cross-entropy of class probabilities: `-sum(y * log(p))` along an axis.
///
/// Probabilities are first normalised and clipped, always: `p / sum(p)`, then to `[1e-7, 1 - 1e-7]`; the gradient goes
/// through both. With `fromLogits` the predictions are logits and `log(p)` is their `logSoftmax`.
///
/// - Shapes: labels and predictions `[batch, ..., classes]` -> `[batch, ...]`
public struct CategoricalCrossentropy: Loss, Hashable {
    /// Whether the predictions are logits.
    public let fromLogits: Bool
    /// How much of the labels is spread over all classes: `y * (1 - s) + s / classes`.
    public let labelSmoothing: Double
    /// The axis of the classes; -1 is the last.
    public let axis: Int

    /// Makes the loss of its options.
    public init(fromLogits: Bool = false, labelSmoothing: Double = 0, axis: Int = -1) {
        self.fromLogits = fromLogits
        self.labelSmoothing = labelSmoothing
        self.axis = axis
    }

    /// `categorical_crossentropy`.
    public var name: String { "categorical_crossentropy" }

    /// The cross-entropy of each sample.
    public func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor {
        var (y, p) = Tensor.aligned(labels: labels, predictions: predictions)
        if labelSmoothing != 0 {
            let s = labelSmoothing.weakTensor.typed(y.elementType)
            let kept: Double = 1 - labelSmoothing
            y = y * kept + s / (y.shape.last ?? 1)
        }
        let logarithms = fromLogits ? logSoftmax(p, axis: axis) : log(p.normalizedProbabilities(axis: axis))
        return -(y * logarithms).sum(axes: Axes(axis))
    }
}

extension Metric where Self == CategoricalCrossentropy {
    /// The cross-entropy of class probabilities: `-sum(y * log(p))`.
    public static var categoricalCrossentropy: CategoricalCrossentropy { CategoricalCrossentropy() }
    /// The cross-entropy of class probabilities or logits.
    public static func categoricalCrossentropy(
        fromLogits: Bool = false, labelSmoothing: Double = 0, axis: Int = -1
    ) -> CategoricalCrossentropy {
        CategoricalCrossentropy(fromLogits: fromLogits, labelSmoothing: labelSmoothing, axis: axis)
    }
}
