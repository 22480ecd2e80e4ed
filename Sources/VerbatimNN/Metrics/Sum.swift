import VerbatimTensor

/// The weighted sum of the predictions themselves; see `MetricState.update(_:sampleWeight:)`.
///
/// - Shapes: predictions `[batch, ...]`
public struct Sum: SummedMetric, Hashable {
    /// The name under which the value is printed.
    public let name: String

    /// Makes the metric of its name.
    public init(name: String = "sum") { self.name = name }

    /// The weighted sum of each sample.
    public func addends(labels: Tensor, predictions: Tensor, sampleWeight: Tensor?) -> Tensor {
        var values = predictions
        if let sampleWeight {
            var (v, w) = LossWeights.aligned(values, sampleWeight.cast(to: values.elementType))
            if v.rank > w.rank, w.rank > 0 { v = v.sum(axes: Axes(Array(w.rank..<v.rank))) }
            w = w.broadcast(to: v.shape)
            values = v * w
        }
        let samples = values.shape.first ?? 1
        return values.reshaped([samples, values.count / max(1, samples)]).sum(axes: 1, keepDimensions: true)
    }

    /// The sum.
    public func value(of sums: [Double]) -> Tensor { Tensor(Float(sums[0])) }
}

extension Metric where Self == Sum {
    /// The weighted sum of values.
    public static var sum: Sum { Sum() }
}
