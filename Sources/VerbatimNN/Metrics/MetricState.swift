import VerbatimArithmetic
import VerbatimGraph
import VerbatimTensor

/// A metric with what it has seen so far, for loops of one's own; `evaluate` and `fit` keep theirs by themselves.
///
/// ```swift
/// var precision = MetricState(.precision)
/// try precision.update(labels: y, predictions: p)
/// let value: Float = try precision.value().scalar()
/// ```
public struct MetricState: Sendable {
    /// The metric.
    public let metric: any Metric
    private var counters: [BinaryCounter<Float>] = []

    /// Starts a metric that has seen nothing.
    public init(_ metric: any Metric) { self.metric = metric }

    /// The number of samples seen.
    public var count: Int { counters.first?.count ?? 0 }

    /// Takes the samples of a batch.
    ///
    /// - Parameters:
    ///   - labels: The labels.
    ///   - predictions: The predictions.
    ///   - sampleWeight: A weight for each sample, or for each of its values; nil weighs all with 1.
    ///   - mask: Which values count; nil counts all.
    /// - Throws: `VerbatimError` for labels and predictions that do not suit each other or the metric.
    public mutating func update(
        labels: Tensor, predictions: Tensor, sampleWeight: Tensor? = nil, mask: Tensor? = nil
    ) throws {
        let addends = metric.sums(
            labels: labels, predictions: predictions, sampleWeight: sampleWeight, mask: mask)
        let value = try addends.cast(to: .f32).value()
        guard value.type.rank == 2, counters.isEmpty || counters.count == value.shape[1] else {
            throw VerbatimError(
                .shape, "the metric \(metric.name) got a batch of another form than before",
                received: "addends of shape \(value.shape)", expected: "[batch, \(counters.count)]",
                remedy: "start another MetricState for samples of another shape")
        }
        let width = value.shape[1]
        if counters.isEmpty { counters = (0..<width).map { _ in BinaryCounter() } }
        value.withUnsafeElements(Float.self) { elements in
            for (place, element) in elements.enumerated() { counters[place % width].push(element) }
        }
    }

    /// Takes the values of `mean` and `sum`, which need no labels.
    ///
    /// - Throws: What `update(labels:predictions:)` throws.
    public mutating func update(_ values: Tensor, sampleWeight: Tensor? = nil) throws {
        try update(labels: values, predictions: values, sampleWeight: sampleWeight)
    }

    /// The value over all that was seen: a scalar, or a vector of values.
    ///
    /// - Throws: `VerbatimError` if nothing was seen by a metric whose value has no form yet.
    public func value() throws -> Tensor {
        guard let summed = metric as? any SummedMetric else {
            return Tensor(Float(counters.isEmpty ? 0 : WeightedMean.value(of: counters.map { Double($0.sum) })))
        }
        guard !counters.isEmpty else {
            throw VerbatimError(
                .data, "the metric \(metric.name) has seen nothing", received: "no sample",
                expected: "at least one call of update")
        }
        return summed.value(of: counters.map { Double($0.sum) })
    }

    /// Forgets all that was seen.
    ///
    /// What is known of the samples' form stays, so that the value is that of no samples.
    public mutating func reset() { counters = counters.map { _ in BinaryCounter() } }
}

extension Metric {
    /// The value of the metric's sums; of several values their mean.
    package func value(ofSums sums: [Float]) -> Float {
        let sums = sums.map(Double.init)
        guard let summed = self as? any SummedMetric else { return Float(WeightedMean.value(of: sums)) }
        let values = (try? summed.value(of: sums).array(of: Float.self)) ?? []
        return values.count == 1 ? values[0] : values.reduce(0, +) / Float(max(1, values.count))
    }

    /// What each sample adds to the metric's sums: `[batch, sums]`; those of a mean are values and weights.
    package func sums(
        labels: Tensor, predictions: Tensor, sampleWeight: Tensor?, mask: Tensor? = nil
    ) -> Tensor {
        // Beside whole numbers weights keep their fractions.
        let element = predictions.elementType.isFloat ? predictions.elementType : .f32
        let weights = LossWeights.merged(sampleWeight, mask: mask, .sum, element)
        if let summed = self as? any SummedMetric {
            return summed.addends(labels: labels, predictions: predictions, sampleWeight: weights)
        }
        let values = self(labels: labels, predictions: predictions)
        // As in Keras, what a loss leaves out counts as seen unless samples are weighed.
        guard let weights, let loss = self as? any Loss,
            let valid = loss.isValid(values, labels: labels, predictions: predictions)
        else { return WeightedMean.addends(values, sampleWeight: weights) }
        return WeightedMean.addends(
            values, sampleWeight: LossWeights.merged(weights, mask: valid, .sum, values.elementType))
    }
}
