import VerbatimTensor

/// Brings the embeddings of one class together and those of different classes apart (Sun et al., 2020).
///
/// With `d = max(1 - e · e^T, 0)` of embeddings of unit length, m the margin, and logsumexp over the other samples:
/// `softplus(logsumexp(-gamma * (m + d) * (m - d)) + logsumexp(gamma * max(1 + m - d, 0) * (1 - m - d)))`, the first over
/// samples of the same class, the second over those of other classes. Samples without a pair of each kind do not count.
///
/// - Shapes: labels `[batch]` or `[batch, 1]`, predictions `[batch, n]` -> `[batch]`
public struct Circle: Loss, Hashable {
    /// How sharply pairs are told apart.
    public let gamma: Double
    /// How far pairs of one class may lie from each other.
    public let margin: Double
    /// Whether a sample is no pair with itself.
    public let removeDiagonal: Bool

    /// Makes the loss of its options.
    public init(gamma: Double = 80, margin: Double = 0.4, removeDiagonal: Bool = true) {
        self.gamma = gamma
        self.margin = margin
        self.removeDiagonal = removeDiagonal
    }

    /// `circle`.
    public var name: String { "circle" }

    /// The loss of each sample.
    public func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor {
        let count = predictions.shape.first ?? 0
        let classes = labels.reshaped([count])
        var isSame = classes.expandedDimensions(axes: 1) .== classes.expandedDimensions(axes: 0)
        let isOther = .!isSame
        if removeDiagonal {
            let places = Tensor.arange(count)
            isSame = isSame .& (places.expandedDimensions(axes: 1) .!= places.expandedDimensions(axes: 0))
        }
        let distance = maximum(1 - matmul(predictions, predictions.transposed()), 0)
        let near = (distance + margin) * (margin - distance) * -gamma
        let reach = 1 + rounded(margin, distance.elementType)
        let far = maximum(reach - distance, 0) * (complement(margin, distance.elementType) - distance) * gamma
        let (nearSum, hasNear) = logSumExp(near, where: isSame)
        let (farSum, hasFar) = logSumExp(far, where: isOther)
        return which(hasNear .& hasFar, softplus(nearSum + farSum), 0)
    }

    /// Samples with a loss above 0.
    public func isValid(_ values: Tensor, labels: Tensor, predictions: Tensor) -> Tensor? { values .> 0 }

    /// `log(sum(exp(x)))` of each row's chosen elements, and whether there are any.
    private func logSumExp(_ x: Tensor, where chosen: Tensor) -> (Tensor, Tensor) {
        let hasAny = chosen.any(axes: 1)
        let greatest = which(chosen, x, (-Double.infinity).weakTensor).max(axes: 1, keepDimensions: true).stopGradient()
        let offset = which(isFinite(greatest), greatest, 0)
        // What is not chosen sees 0, so that its gradient stays finite.
        let terms = which(chosen, exp(which(chosen, x - offset, 0)), 0)
        let total = which(hasAny, terms.sum(axes: 1), 1)
        return (log(total) + offset.squeezed(axes: 1), hasAny)
    }
}

extension Metric where Self == Circle {
    /// Brings the embeddings of one class together and those of different classes apart.
    public static var circle: Circle { Circle() }
    /// Brings the embeddings of one class together and those of different classes apart.
    public static func circle(gamma: Double, margin: Double = 0.4, removeDiagonal: Bool = true) -> Circle {
        Circle(gamma: gamma, margin: margin, removeDiagonal: removeDiagonal)
    }
}
