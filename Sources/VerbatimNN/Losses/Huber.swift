import VerbatimTensor

/// The mean over the last axis of an error that is squared near 0 and straight beyond.
///
/// With `e = p - y`: `0.5 * e^2` where `|e| <= delta`, else `delta * |e| - 0.5 * delta^2` (Huber, 1964).
///
/// - Shapes: labels and predictions `[batch, ..., n]` -> `[batch, ...]`
public struct Huber: Loss, Hashable {
    /// Where the error becomes straight.
    public let delta: Double

    /// Makes the loss of its options.
    public init(delta: Double = 1) { self.delta = delta }

    /// `huber_loss`.
    public var name: String { "huber_loss" }

    /// The error of each sample.
    public func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor {
        let (y, p) = Tensor.aligned(labels: labels, predictions: predictions)
        let e = p - y
        let size = abs(e)
        let delta = self.delta.weakTensor.typed(p.elementType)
        return which(size .<= delta, 0.5 * square(e), delta * size - 0.5 * square(delta)).mean(axes: -1)
    }
}

extension Metric where Self == Huber {
    /// The mean over the last axis of an error that is squared near 0 and straight beyond.
    public static var huber: Huber { Huber() }
    /// The mean over the last axis of an error that is squared near 0 and straight beyond.
    public static func huber(delta: Double) -> Huber { Huber(delta: delta) }
}
