import VerbatimTensor

/// How often yes is predicted and right: a weighted count at each threshold.
///
/// - Shapes: labels and predictions `[batch, ...]`; the value is a scalar for one threshold, else `[thresholds]`.
public struct TruePositives: SummedMetric, Hashable {
    /// What a prediction has to exceed to mean yes.
    public let thresholds: [Double]

    /// Makes the metric of its thresholds.
    public init(thresholds: [Double] = [0.5]) { self.thresholds = thresholds }

    /// `true_positives`.
    public var name: String { "true_positives" }

    /// The weighted counts of each sample.
    public func addends(labels: Tensor, predictions: Tensor, sampleWeight: Tensor?) -> Tensor {
        Confusion(thresholds: thresholds).addends(
            [.truePositive], labels: labels, predictions: predictions, sampleWeight: sampleWeight)
    }

    /// The counts.
    public func value(of sums: [Double]) -> Tensor { result(sums, isScalar: thresholds.count == 1) }
}

extension Metric where Self == TruePositives {
    /// How often yes is predicted and right.
    public static var truePositives: TruePositives { TruePositives() }
    /// How often yes is predicted and right, at each threshold.
    public static func truePositives(thresholds: [Double]) -> TruePositives { TruePositives(thresholds: thresholds) }
}
