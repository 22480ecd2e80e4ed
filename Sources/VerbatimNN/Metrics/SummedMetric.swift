import VerbatimTensor

/// A metric that is a function of sums over samples, such as a rate of counts.
///
/// Sums combine by the canonical tree with one sample as a leaf, so the value does not depend on the batch size. Your own
/// gives what a sample adds, and the value of the sums:
///
/// ```swift
/// struct MeanLabel: SummedMetric {
///     var name: String { "mean_label" }
///     func addends(labels: Tensor, predictions: Tensor, sampleWeight: Tensor?) -> Tensor {
///         stack([labels.flattened(), Tensor.ones([labels.count])], axis: -1)
///     }
///     func value(of sums: [Double]) -> Tensor { Tensor(Float(sums[0] / sums[1])) }
/// }
/// ```
public protocol SummedMetric: Metric {
    /// What each sample adds to the sums, f32: shape `[batch, sums]`.
    ///
    /// - Parameters:
    ///   - labels: The labels.
    ///   - predictions: The predictions.
    ///   - sampleWeight: A weight for each sample, or for each of its values; nil weighs all with 1.
    func addends(labels: Tensor, predictions: Tensor, sampleWeight: Tensor?) -> Tensor

    /// The value of the sums, f32: a scalar, or a vector of values, of which `fit` and `evaluate` report the mean.
    func value(of sums: [Double]) -> Tensor
}

extension SummedMetric {
    /// What each sample adds to the sums, where all samples weigh the same.
    public func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor {
        addends(labels: labels, predictions: predictions, sampleWeight: nil)
    }

    /// `a / b`, and 0 where b is 0.
    func ratio(_ a: Double, _ b: Double) -> Double { b == 0 ? 0 : a / b }

    /// The values as a vector, or one value as a scalar.
    func result(_ values: [Double], isScalar: Bool) -> Tensor {
        isScalar ? Tensor(Float(values[0])) : Tensor(values.map { Float($0) })
    }
}
