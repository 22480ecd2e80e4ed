import VerbatimTensor

/// The mean of `max(1 - y * p, 0)^2` over the last axis, for labels -1 and 1.
///
/// - Shapes: labels and predictions `[batch, ..., n]` -> `[batch, ...]`
public struct SquaredHinge: Loss, Hashable {
    /// How labels are read.
    public let labels: HingeLabels

    /// Makes the loss; by default labels 0 and 1 mean -1 and 1.
    public init(labels: HingeLabels = .zeroMeansMinusOne) { self.labels = labels }

    /// Keras 2's form, which takes labels as they are.
    public static var keras2: SquaredHinge { SquaredHinge(labels: .asGiven) }

    /// `squared_hinge`.
    public var name: String { "squared_hinge" }

    /// The hinge of each sample.
    public func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor {
        var (y, p) = Tensor.aligned(labels: labels, predictions: predictions)
        y = self.labels.read(y)
        return square(maximum(0, 1 - y * p)).mean(axes: -1)
    }
}

extension Metric where Self == SquaredHinge {
    /// The mean of `max(1 - y * p, 0)^2` over the last axis, for labels -1 and 1.
    public static var squaredHinge: SquaredHinge { SquaredHinge() }
}
