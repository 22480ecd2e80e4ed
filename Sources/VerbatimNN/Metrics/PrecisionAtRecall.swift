import VerbatimTensor

/// The greatest precision among the thresholds with at least a given recall; 0 if there are none.
///
/// - Shapes: labels and predictions `[batch, ...]`; the value is a scalar.
public struct PrecisionAtRecall: SummedMetric, Hashable {
    /// The least recall, from 0 to 1.
    public let recall: Double
    /// How many thresholds are tried, from 0 to 1.
    public let numThresholds: Int
    /// The only class that counts; nil counts all.
    public let classID: Int?

    /// Makes the metric of its options.
    public init(recall: Double, numThresholds: Int = 200, classID: Int? = nil) {
        self.recall = recall
        self.numThresholds = numThresholds
        self.classID = classID
    }

    /// `precision_at_recall`.
    public var name: String { "precision_at_recall" }

    /// The weighted counts of each sample.
    public func addends(labels: Tensor, predictions: Tensor, sampleWeight: Tensor?) -> Tensor {
        ConfusionRates.addends(
            numThresholds: numThresholds, classID: classID, labels: labels, predictions: predictions,
            sampleWeight: sampleWeight)
    }

    /// The greatest precision.
    public func value(of sums: [Double]) -> Tensor {
        let rates = ConfusionRates(sums)
        return Tensor(rates.greatest(\.precision, where: \.recall, atLeast: recall))
    }
}

extension Metric where Self == PrecisionAtRecall {
    /// The greatest precision among the thresholds with at least a given recall.
    public static func precisionAtRecall(
        recall: Double, numThresholds: Int = 200, classID: Int? = nil
    ) -> PrecisionAtRecall {
        PrecisionAtRecall(recall: recall, numThresholds: numThresholds, classID: classID)
    }
}
