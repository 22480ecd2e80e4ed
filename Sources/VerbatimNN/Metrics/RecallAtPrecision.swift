import VerbatimTensor

/// The greatest recall among the thresholds with at least a given precision; 0 if there are none.
///
/// - Shapes: labels and predictions `[batch, ...]`; the value is a scalar.
public struct RecallAtPrecision: SummedMetric, Hashable {
    /// The least precision, from 0 to 1.
    public let precision: Double
    /// How many thresholds are tried, from 0 to 1.
    public let numThresholds: Int
    /// The only class that counts; nil counts all.
    public let classID: Int?

    /// Makes the metric of its options.
    public init(precision: Double, numThresholds: Int = 200, classID: Int? = nil) {
        self.precision = precision
        self.numThresholds = numThresholds
        self.classID = classID
    }

    /// `recall_at_precision`.
    public var name: String { "recall_at_precision" }

    /// The weighted counts of each sample.
    public func addends(labels: Tensor, predictions: Tensor, sampleWeight: Tensor?) -> Tensor {
        ConfusionRates.addends(
            numThresholds: numThresholds, classID: classID, labels: labels, predictions: predictions,
            sampleWeight: sampleWeight)
    }

    /// The greatest recall.
    public func value(of sums: [Double]) -> Tensor {
        let rates = ConfusionRates(sums)
        return Tensor(rates.greatest(\.recall, where: \.precision, atLeast: precision))
    }
}

extension Metric where Self == RecallAtPrecision {
    /// The greatest recall among the thresholds with at least a given precision.
    public static func recallAtPrecision(
        precision: Double, numThresholds: Int = 200, classID: Int? = nil
    ) -> RecallAtPrecision {
        RecallAtPrecision(precision: precision, numThresholds: numThresholds, classID: classID)
    }
}
