import VerbatimTensor

/// The cross-entropy of class probabilities, where what is already right counts less.
///
/// `sum(alpha * (1 - q)^gamma * (-y * log(q)))` along an axis, with q the probabilities normalised and clipped (Lin et al.,
/// 2018). Logits go through the softmax first.
///
/// - Shapes: labels and predictions `[batch, ..., classes]` -> `[batch, ...]`
public struct CategoricalFocalCrossentropy: Loss, Hashable {
    /// What all is multiplied by.
    public let alpha: Double
    /// What each class is multiplied by instead; nil takes `alpha` for all.
    public let alphas: [Double]?
    /// How much less counts what is already right.
    public let gamma: Double
    /// Whether the predictions are logits.
    public let fromLogits: Bool
    /// How much of the labels is spread over all classes: `y * (1 - s) + s / classes`.
    public let labelSmoothing: Double
    /// The axis of the classes; -1 is the last.
    public let axis: Int

    /// Makes the loss of its options.
    public init(
        alpha: Double = 0.25, alphas: [Double]? = nil, gamma: Double = 2, fromLogits: Bool = false,
        labelSmoothing: Double = 0, axis: Int = -1
    ) {
        self.alpha = alpha
        self.alphas = alphas
        self.gamma = gamma
        self.fromLogits = fromLogits
        self.labelSmoothing = labelSmoothing
        self.axis = axis
    }

    /// `categorical_focal_crossentropy`.
    public var name: String { "categorical_focal_crossentropy" }

    /// The cross-entropy of each sample.
    public func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor {
        var (y, p) = Tensor.aligned(labels: labels, predictions: predictions)
        y = y.smoothed(labelSmoothing, toward: 1 / Double(y.shape.last ?? 1))
        if fromLogits { p = softmax(p, axis: axis) }
        let q = p.normalizedProbabilities(axis: axis)
        let part = pow(1 - q, gamma.weakTensor)
        let balanced = alphas.map { part * Tensor($0).cast(to: q.elementType) } ?? part * alpha
        return (balanced * (-y * log(q))).sum(axes: Axes(axis))
    }
}

extension Metric where Self == CategoricalFocalCrossentropy {
    /// The cross-entropy of class probabilities, where what is already right counts less.
    public static var categoricalFocalCrossentropy: CategoricalFocalCrossentropy { CategoricalFocalCrossentropy() }
    /// The cross-entropy of class probabilities, where what is already right counts less.
    public static func categoricalFocalCrossentropy(
        alpha: Double, gamma: Double = 2, fromLogits: Bool = false, labelSmoothing: Double = 0, axis: Int = -1
    ) -> CategoricalFocalCrossentropy {
        CategoricalFocalCrossentropy(
            alpha: alpha, gamma: gamma, fromLogits: fromLogits, labelSmoothing: labelSmoothing, axis: axis)
    }
}
