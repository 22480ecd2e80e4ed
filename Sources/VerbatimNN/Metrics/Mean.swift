import VerbatimTensor

/// The weighted mean of the predictions themselves; see `MetricState.update(_:sampleWeight:)`.
public struct Mean: Metric, Hashable {
    /// The name under which the value is printed.
    public let name: String

    /// Makes the metric of its name.
    public init(name: String = "mean") { self.name = name }

    /// The predictions.
    public func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor { predictions }
}

extension Metric where Self == Mean {
    /// The weighted mean of values.
    public static var mean: Mean { Mean() }
}
