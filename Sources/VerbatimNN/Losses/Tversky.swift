import VerbatimTensor

/// How little two regions overlap, with false and missed places weighed apart.
///
/// `1 - t / (t + alpha * sum((1 - p) * y) + beta * sum(p * (1 - y)) + 1e-7)` with `t = sum(y * p)` (Salehi et al., 2017).
/// Without axes the sums run over the whole batch, and the loss is one number.
///
/// - Shapes: labels and predictions `[batch, ...]` -> what the axes leave, or a scalar
public struct Tversky: Loss, Hashable {
    /// The weight of missed places.
    public let alpha: Double
    /// The weight of false places.
    public let beta: Double
    /// The axes of the sums; nil sums over all.
    public let axes: [Int]?

    /// Makes the loss of its options.
    public init(alpha: Double = 0.5, beta: Double = 0.5, axes: [Int]? = nil) {
        self.alpha = alpha
        self.beta = beta
        self.axes = axes
    }

    /// `tversky`.
    public var name: String { "tversky" }

    /// The loss over the axes.
    public func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor {
        let (y, p) = Tensor.aligned(labels: labels, predictions: predictions)
        let axes = Axes(self.axes)
        let overlap = (y * p).sum(axes: axes)
        let missed = ((1 - p) * y).sum(axes: axes) * alpha
        let wrong = (p * (1 - y)).sum(axes: axes) * beta
        return 1 - overlap / (overlap + missed + wrong + 1e-7)
    }
}

extension Metric where Self == Tversky {
    /// How little two regions overlap, with false and missed places weighed apart.
    public static var tversky: Tversky { Tversky() }
    /// How little two regions overlap, with false and missed places weighed apart.
    public static func tversky(alpha: Double, beta: Double = 0.5, axes: [Int]? = nil) -> Tversky {
        Tversky(alpha: alpha, beta: beta, axes: axes)
    }
}
