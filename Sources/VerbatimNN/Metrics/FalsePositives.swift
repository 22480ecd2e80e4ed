import VerbatimTensor

/// How often yes is predicted and wrong: a weighted count at each threshold.
///
/// - Shapes: labels and predictions `[batch, ...]`; the value is a scalar for one threshold, else `[thresholds]`.
public struct FalsePositives: SummedMetric, Hashable {
    /// What a prediction has to exceed to mean yes.
    public let thresholds: [Double]

    /// Makes the metric of its thresholds.
    public init(thresholds: [Double] = [0.5]) { self.thresholds = thresholds }

    /// `false_positives`.
    public var name: String { "false_positives" }

    /// The weighted counts of each sample.
    public func addends(labels: Tensor, predictions: Tensor, sampleWeight: Tensor?) -> Tensor {
        Confusion(thresholds: thresholds).addends(
            [.falsePositive], labels: labels, predictions: predictions, sampleWeight: sampleWeight)
    }

    /// The counts.
    public func value(of sums: [Double]) -> Tensor { result(sums, isScalar: thresholds.count == 1) }
}

extension Metric where Self == FalsePositives {
    /// How often yes is predicted and wrong.
    public static var falsePositives: FalsePositives { FalsePositives() }
    /// How often yes is predicted and wrong, at each threshold.
    public static func falsePositives(thresholds: [Double]) -> FalsePositives { FalsePositives(thresholds: thresholds) }
}
