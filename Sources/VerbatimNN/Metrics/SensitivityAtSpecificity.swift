import VerbatimTensor

/// The greatest sensitivity among the thresholds with at least a given specificity; 0 if there are none.
///
/// - Shapes: labels and predictions `[batch, ...]`; the value is a scalar.
public struct SensitivityAtSpecificity: SummedMetric, Hashable {
    /// The least specificity, from 0 to 1.
    public let specificity: Double
    /// How many thresholds are tried, from 0 to 1.
    public let numThresholds: Int
    /// The only class that counts; nil counts all.
    public let classID: Int?

    /// Makes the metric of its options.
    public init(specificity: Double, numThresholds: Int = 200, classID: Int? = nil) {
        self.specificity = specificity
        self.numThresholds = numThresholds
        self.classID = classID
    }

    /// `sensitivity_at_specificity`.
    public var name: String { "sensitivity_at_specificity" }

    /// The weighted counts of each sample.
    public func addends(labels: Tensor, predictions: Tensor, sampleWeight: Tensor?) -> Tensor {
        ConfusionRates.addends(
            numThresholds: numThresholds, classID: classID, labels: labels, predictions: predictions,
            sampleWeight: sampleWeight)
    }

    /// The greatest sensitivity.
    public func value(of sums: [Double]) -> Tensor {
        let rates = ConfusionRates(sums)
        return Tensor(rates.greatest(\.recall, where: \.specificity, atLeast: specificity))
    }
}

extension Metric where Self == SensitivityAtSpecificity {
    /// The greatest sensitivity among the thresholds with at least a given specificity.
    public static func sensitivityAtSpecificity(
        specificity: Double, numThresholds: Int = 200, classID: Int? = nil
    ) -> SensitivityAtSpecificity {
        SensitivityAtSpecificity(specificity: specificity, numThresholds: numThresholds, classID: classID)
    }
}
