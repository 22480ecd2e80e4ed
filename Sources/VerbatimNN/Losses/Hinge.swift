import VerbatimTensor

/// The mean of `max(1 - y * p, 0)` over the last axis, for labels -1 and 1.
///
/// - Shapes: labels and predictions `[batch, ..., n]` -> `[batch, ...]`
public struct Hinge: Loss, Hashable {
    /// How labels are read.
    public let labels: HingeLabels

    /// Makes the loss; by default labels 0 and 1 mean -1 and 1.
    public init(labels: HingeLabels = .zeroMeansMinusOne) { self.labels = labels }

    /// Keras 2's form, which takes labels as they are.
    public static var keras2: Hinge { Hinge(labels: .asGiven) }

    /// `hinge`.
    public var name: String { "hinge" }

    /// The hinge of each sample.
    public func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor {
        var (y, p) = Tensor.aligned(labels: labels, predictions: predictions)
        y = self.labels.read(y)
        return maximum(0, 1 - y * p).mean(axes: -1)
    }
}

extension Metric where Self == Hinge {
    /// The mean of `max(1 - y * p, 0)` over the last axis, for labels -1 and 1.
    public static var hinge: Hinge { Hinge() }
}
