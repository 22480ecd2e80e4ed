import VerbatimTensor

/// What training makes small: a function of labels and predictions, averaged over all elements of its values.
///
/// Written as `.categoricalCrossentropy` and the like. Your own is a struct with a name and a function:
///
/// ```swift
/// struct CubicError: Loss {
///     let name: String = "cubic_error"
///     func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor {
///         pow(abs(labels - predictions), 3).mean(axes: -1)
///     }
/// }
/// ```
public protocol Loss: Metric {}

extension Loss {
    /// The mean of the values over all elements: Keras' `sum_over_batch_size`.
    ///
    /// The sum runs in the canonical order over leaves of samples; then it is divided by the number of elements.
    public func mean(labels: Tensor, predictions: Tensor) -> Tensor {
        self(labels: labels, predictions: predictions).mean()
    }
}
