import VerbatimTensor

/// The cross-entropy of probabilities of yes: `-(y * log(p) + (1 - y) * log(1 - p))`, averaged along an axis.
///
/// Probabilities are clipped to `[1e-7, 1 - 1e-7]`. With `fromLogits` it is `softplus(x) - x * y`, where
/// `softplus(x) = max(x, 0) + log1p(exp(-|x|))`.
///
/// - Shapes: labels and predictions `[batch, ..., n]` -> `[batch, ...]`
public struct BinaryCrossentropy: Loss, Hashable {
    /// Whether the predictions are logits.
    public let fromLogits: Bool
    /// How far the labels are drawn to one half: `y * (1 - s) + 0.5 * s`.
    public let labelSmoothing: Double
    /// The axis of the mean; -1 is the last.
    public let axis: Int

    /// Makes the loss of its options.
    public init(fromLogits: Bool = false, labelSmoothing: Double = 0, axis: Int = -1) {
        self.fromLogits = fromLogits
        self.labelSmoothing = labelSmoothing
        self.axis = axis
    }

    /// `binary_crossentropy`.
    public var name: String { "binary_crossentropy" }

    /// The cross-entropy of each sample.
    public func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor {
        var (y, p) = Tensor.aligned(labels: labels, predictions: predictions)
        if labelSmoothing != 0 {
            // In Double: left to itself, the compiler takes 1 for a tensor of f32.
            let (kept, half): (Double, Double) = (1 - labelSmoothing, 0.5 * labelSmoothing)
            y = y * kept + half
        }
        if fromLogits {
            return (softplus(p) - p * y).mean(axes: Axes(axis))
        }
        p = p.clippedProbabilities()
        return (-(y * log(p) + (1 - y) * log(1 - p))).mean(axes: Axes(axis))
    }
}

extension Metric where Self == BinaryCrossentropy {
    /// The cross-entropy of probabilities of yes.
    public static var binaryCrossentropy: BinaryCrossentropy { BinaryCrossentropy() }
    /// The cross-entropy of probabilities of yes, or of logits.
    public static func binaryCrossentropy(
        fromLogits: Bool = false, labelSmoothing: Double = 0, axis: Int = -1
    ) -> BinaryCrossentropy {
        BinaryCrossentropy(fromLogits: fromLogits, labelSmoothing: labelSmoothing, axis: axis)
    }
}
