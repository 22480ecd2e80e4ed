import VerbatimTensor

/// The cross-entropy of probabilities of yes, where what is already right counts less, averaged along an axis.
///
/// `(1 - q)^gamma * b`, with b the cross-entropy of clipped probabilities and `q = y * p + (1 - y) * (1 - p)`; with class
/// balancing times `y * alpha + (1 - y) * (1 - alpha)` (Lin et al., 2018). Logits go through the sigmoid first.
///
/// - Shapes: labels and predictions `[batch, ..., n]` -> `[batch, ...]`
public struct BinaryFocalCrossentropy: Loss, Hashable {
    /// Whether alpha weighs the classes.
    public let applyClassBalancing: Bool
    /// The weight of yes; no weighs `1 - alpha`.
    public let alpha: Double
    /// How much less counts what is already right.
    public let gamma: Double
    /// Whether the predictions are logits.
    public let fromLogits: Bool
    /// How far the labels are drawn to one half: `y * (1 - s) + 0.5 * s`.
    public let labelSmoothing: Double
    /// The axis of the mean; -1 is the last.
    public let axis: Int

    /// Makes the loss of its options.
    public init(
        applyClassBalancing: Bool = false, alpha: Double = 0.25, gamma: Double = 2, fromLogits: Bool = false,
        labelSmoothing: Double = 0, axis: Int = -1
    ) {
        self.applyClassBalancing = applyClassBalancing
        self.alpha = alpha
        self.gamma = gamma
        self.fromLogits = fromLogits
        self.labelSmoothing = labelSmoothing
        self.axis = axis
    }

    /// `binary_focal_crossentropy`.
    public var name: String { "binary_focal_crossentropy" }

    /// The cross-entropy of each sample.
    public func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor {
        var (y, p) = Tensor.aligned(labels: labels, predictions: predictions)
        y = y.smoothed(labelSmoothing, toward: 0.5)
        if fromLogits { p = sigmoid(p) }
        let clipped = p.clippedProbabilities()
        let entropy = -(y * log(clipped) + (1 - y) * log(1 - clipped))
        let right = y * p + (1 - y) * (1 - p)
        var values = pow(1 - right, gamma.weakTensor) * entropy
        if applyClassBalancing {
            values = (y * alpha + (1 - y) * complement(alpha, values.elementType)) * values
        }
        return values.mean(axes: Axes(axis))
    }
}

extension Metric where Self == BinaryFocalCrossentropy {
    /// The cross-entropy of probabilities of yes, where what is already right counts less, averaged along an axis.
    public static var binaryFocalCrossentropy: BinaryFocalCrossentropy { BinaryFocalCrossentropy() }
    /// The cross-entropy of probabilities of yes, where what is already right counts less, averaged along an axis.
    public static func binaryFocalCrossentropy(
        applyClassBalancing: Bool, alpha: Double = 0.25, gamma: Double = 2, fromLogits: Bool = false,
        labelSmoothing: Double = 0, axis: Int = -1
    ) -> BinaryFocalCrossentropy {
        BinaryFocalCrossentropy(
            applyClassBalancing: applyClassBalancing, alpha: alpha, gamma: gamma, fromLogits: fromLogits,
            labelSmoothing: labelSmoothing, axis: axis)
    }
}
