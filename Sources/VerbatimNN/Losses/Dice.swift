import VerbatimTensor

/// How little two regions overlap: `1 - 2 * sum(y * p) / (sum(y) + sum(p) + 1e-7)`.
///
/// Without axes the sums run over the whole batch, and the loss is one number.
///
/// - Shapes: labels and predictions `[batch, ...]` -> what the axes leave, or a scalar
public struct Dice: Loss, Hashable {
    /// The axes of the sums; nil sums over all.
    public let axes: [Int]?

    /// Makes the loss of its options.
    public init(axes: [Int]? = nil) { self.axes = axes }

    /// `dice`.
    public var name: String { "dice" }

    /// The loss over the axes.
    public func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor {
        let (y, p) = Tensor.aligned(labels: labels, predictions: predictions)
        let axes = Axes(self.axes)
        let overlap = (y * p).sum(axes: axes)
        return 1 - 2 * overlap / (y.sum(axes: axes) + p.sum(axes: axes) + 1e-7)
    }
}

extension Metric where Self == Dice {
    /// How little two regions overlap: `1 - 2 * sum(y * p) / (sum(y) + sum(p) + 1e-7)`.
    public static var dice: Dice { Dice() }
    /// How little two regions overlap: `1 - 2 * sum(y * p) / (sum(y) + sum(p) + 1e-7)`.
    public static func dice(axes: [Int]?) -> Dice { Dice(axes: axes) }
}
