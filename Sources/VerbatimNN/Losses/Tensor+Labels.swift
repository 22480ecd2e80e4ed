import VerbatimGraph
import VerbatimTensor

// How labels and predictions are brought together, as Keras 3 does it.
extension Tensor {
    /// Labels in the predictions' element type, and both under one rank of at least 2.
    ///
    /// Where the ranks differ by one and the larger tensor's last dimension is 1, that dimension is dropped, or given to
    /// the other one if that has a single dimension.
    static func aligned(labels: Tensor, predictions: Tensor) -> (labels: Tensor, predictions: Tensor) {
        var labels = labels.cast(to: predictions.elementType)
        var predictions = predictions
        if labels.rank == predictions.rank + 1, labels.shape.last == 1 {
            if predictions.rank == 1 {
                predictions = predictions.expandedDimensions(axes: -1)
            } else {
                labels = labels.squeezed(axes: -1)
            }
        } else if predictions.rank == labels.rank + 1, predictions.shape.last == 1 {
            if labels.rank == 1 {
                labels = labels.expandedDimensions(axes: -1)
            } else {
                predictions = predictions.squeezed(axes: -1)
            }
        }
        // A single dimension is the batch: each sample is a vector of one element.
        if labels.rank == 1, predictions.rank == 1 {
            labels = labels.expandedDimensions(axes: -1)
            predictions = predictions.expandedDimensions(axes: -1)
        }
        return (labels, predictions)
    }

    /// Class numbers without a last dimension of 1, where the predictions have as many dimensions.
    static func classNumbers(labels: Tensor, predictions: Tensor) -> Tensor {
        var labels = labels
        if labels.rank == predictions.rank, labels.shape.last == 1 { labels = labels.squeezed(axes: -1) }
        return labels.elementType.isInteger ? labels : labels.cast(to: .i32)
    }

    /// Probabilities as Keras writes them: `p / sum(p)` along an axis, clipped to `[1e-7, 1 - 1e-7]`.
    func normalizedProbabilities(axis: Int = -1) -> Tensor {
        (self / sum(axes: Axes(axis), keepDimensions: true)).clippedProbabilities()
    }

    /// Probabilities clipped to `[1e-7, 1 - 1e-7]`; the upper bound is formed in the element type.
    func clippedProbabilities() -> Tensor {
        let epsilon = (1e-7).weakTensor.typed(elementType)
        return clip(epsilon, 1 - epsilon)
    }

    /// Labels drawn toward a number: `y * (1 - s) + number * s`, with `1 - s` formed in Double; by 0 as they are.
    func smoothed(_ smoothing: Double, toward number: Double) -> Tensor {
        guard smoothing != 0 else { return self }
        let kept: Double = 1 - smoothing
        return self * kept + rounded(number, elementType) * rounded(smoothing, elementType)
    }

    /// Vectors along an axis, scaled to length 1: `x * rsqrt(max(sum(x * x), 1e-14))`.
    func unitVectors(axis: Int) -> Tensor {
        self * rsqrt(maximum(square(self).sum(axes: Axes(axis), keepDimensions: true), 1e-14))
    }
}
