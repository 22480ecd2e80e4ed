import VerbatimTensor

/// The square root of the mean of `(p - y)^2`.
///
/// - Shapes: labels and predictions `[batch, ...]`; the value is a scalar.
public struct RootMeanSquaredError: SummedMetric, Hashable {
    /// Makes the metric.
    public init() {}

    /// `root_mean_squared_error`.
    public var name: String { "root_mean_squared_error" }

    /// The weighted squared error and the weight of each sample.
    public func addends(labels: Tensor, predictions: Tensor, sampleWeight: Tensor?) -> Tensor {
        let (y, p) = Tensor.aligned(labels: labels, predictions: predictions)
        return WeightedMean.addends(square(p - y), sampleWeight: sampleWeight)
    }

    /// The root of the mean.
    public func value(of sums: [Double]) -> Tensor { Tensor(Float(WeightedMean.value(of: sums).squareRoot())) }
}

extension Metric where Self == RootMeanSquaredError {
    /// The square root of the mean of `(p - y)^2`.
    public static var rootMeanSquaredError: RootMeanSquaredError { RootMeanSquaredError() }
}
