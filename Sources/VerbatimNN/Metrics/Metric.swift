import VerbatimTensor

/// A number that is watched: a function of labels and predictions, averaged over samples.
///
/// It never changes what is trained. Written as `.categoricalAccuracy` and the like; every loss is also a metric. Your
/// own is a struct with a name and a function:
///
/// ```swift
/// struct LargestError: Metric {
///     var name: String { "largest_error" }
///     func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor { abs(labels - predictions).max(axes: -1) }
/// }
/// ```
public protocol Metric: Configurable {
    /// The name under which the value is printed, as in Keras: `categorical_accuracy`.
    var name: String { get }

    /// The values of the samples, floats: shape `[batch, ...]`. The metric is their mean over all elements.
    func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor
}
