import Verbatim

/// A loss that Verbatim does not have, Tukey's biweight: `1 - (1 - min(|y - p|, 1)^2)^3`, the mean over the last axis.
///
/// - Shapes: labels and predictions `[batch, n]` -> `[batch]`
struct BiweightLoss: Loss {
    var name: String { "biweight" }

    func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor {
        let error = minimum(abs(labels - predictions), 1)
        let rest = 1 - error * error
        return (1 - rest * rest * rest).mean(axes: -1)
    }
}
