import VerbatimTensor

/// How often no is predicted and wrong: a weighted count at each threshold.
///
/// - Shapes: labels and predictions `[batch, ...]`; the value is a scalar for one threshold, else `[thresholds]`.
public struct FalseNegatives: SummedMetric, Hashable {
    /// What a prediction has to exceed to mean yes.
    public let thresholds: [Double]

    /// Makes the metric of its thresholds.
    public init(thresholds: [Double] = [0.5]) { self.thresholds = thresholds }

    /// `false_negatives`.
    public var name: String { "false_negatives" }

    /// The weighted counts of each sample.
    public func addends(labels: Tensor, predictions: Tensor, sampleWeight: Tensor?) -> Tensor {
        Confusion(thresholds: thresholds).addends(
            [.falseNegative], labels: labels, predictions: predictions, sampleWeight: sampleWeight)
    }

    /// The counts.
    public func value(of sums: [Double]) -> Tensor { result(sums, isScalar: thresholds.count == 1) }
}

extension Metric where Self == FalseNegatives {
    /// How often no is predicted and wrong.
    public static var falseNegatives: FalseNegatives { FalseNegatives() }
    /// How often no is predicted and wrong, at each threshold.
    public static func falseNegatives(thresholds: [Double]) -> FalseNegatives { FalseNegatives(thresholds: thresholds) }
}
