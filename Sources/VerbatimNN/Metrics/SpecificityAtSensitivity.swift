import VerbatimTensor

/// The greatest specificity among the thresholds with at least a given sensitivity; 0 if there are none.
///
/// - Shapes: labels and predictions `[batch, ...]`; the value is a scalar.
public struct SpecificityAtSensitivity: SummedMetric, Hashable {
    /// The least sensitivity, from 0 to 1.
    public let sensitivity: Double
    /// How many thresholds are tried, from 0 to 1.
    public let numThresholds: Int
    /// The only class that counts; nil counts all.
    public let classID: Int?

    /// Makes the metric of its options.
    public init(sensitivity: Double, numThresholds: Int = 200, classID: Int? = nil) {
        self.sensitivity = sensitivity
        self.numThresholds = numThresholds
        self.classID = classID
    }

    /// `specificity_at_sensitivity`.
    public var name: String { "specificity_at_sensitivity" }

    /// The weighted counts of each sample.
    public func addends(labels: Tensor, predictions: Tensor, sampleWeight: Tensor?) -> Tensor {
        ConfusionRates.addends(
            numThresholds: numThresholds, classID: classID, labels: labels, predictions: predictions,
            sampleWeight: sampleWeight)
    }

    /// The greatest specificity.
    public func value(of sums: [Double]) -> Tensor {
        let rates = ConfusionRates(sums)
        return Tensor(rates.greatest(\.specificity, where: \.recall, atLeast: sensitivity))
    }
}

extension Metric where Self == SpecificityAtSensitivity {
    /// The greatest specificity among the thresholds with at least a given sensitivity.
    public static func specificityAtSensitivity(
        sensitivity: Double, numThresholds: Int = 200, classID: Int? = nil
    ) -> SpecificityAtSensitivity {
        SpecificityAtSensitivity(sensitivity: sensitivity, numThresholds: numThresholds, classID: classID)
    }
}
