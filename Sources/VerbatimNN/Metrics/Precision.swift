import VerbatimTensor

/// How often yes is right where it is predicted: `true / (true + false positives)`, 0 where there are none.
///
/// - Shapes: labels and predictions `[batch, ...]`; the value is a scalar for one threshold, else `[thresholds]`.
public struct Precision: SummedMetric, Hashable {
    /// What a prediction has to exceed to mean yes; nil means 0.5, or with `topK` anything.
    public let thresholds: [Double]?
    /// How many of a sample's predictions may mean yes, the greatest; nil allows all.
    public let topK: Int?
    /// The only class that counts; nil counts all.
    public let classID: Int?

    /// Makes the metric of its options.
    public init(thresholds: [Double]? = nil, topK: Int? = nil, classID: Int? = nil) {
        self.thresholds = thresholds
        self.topK = topK
        self.classID = classID
    }

    /// `precision`.
    public var name: String { "precision" }

    /// The weighted counts of each sample.
    public func addends(labels: Tensor, predictions: Tensor, sampleWeight: Tensor?) -> Tensor {
        Confusion(thresholds: thresholds ?? [topK == nil ? 0.5 : -1e10], topK: topK, classID: classID).addends(
            [.truePositive, .falsePositive], labels: labels, predictions: predictions, sampleWeight: sampleWeight)
    }

    /// The ratio of the counts.
    public func value(of sums: [Double]) -> Tensor {
        let count = sums.count / 2
        return result((0..<count).map { ratio(sums[$0], sums[$0] + sums[$0 + count]) }, isScalar: count == 1)
    }
}

extension Metric where Self == Precision {
    /// How often yes is right where it is predicted.
    public static var precision: Precision { Precision() }
    /// How often yes is right where it is predicted.
    public static func precision(
        thresholds: [Double]? = nil, topK: Int? = nil, classID: Int? = nil
    ) -> Precision {
        Precision(thresholds: thresholds, topK: topK, classID: classID)
    }
}
