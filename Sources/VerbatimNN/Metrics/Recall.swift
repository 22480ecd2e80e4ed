import VerbatimTensor

/// How often yes is predicted where it is right: `true positives / (true positives + false negatives)`, 0 where there are none.
///
/// - Shapes: labels and predictions `[batch, ...]`; the value is a scalar for one threshold, else `[thresholds]`.
public struct Recall: SummedMetric, Hashable {
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

    /// `recall`.
    public var name: String { "recall" }

    /// The weighted counts of each sample.
    public func addends(labels: Tensor, predictions: Tensor, sampleWeight: Tensor?) -> Tensor {
        Confusion(thresholds: thresholds ?? [topK == nil ? 0.5 : -1e10], topK: topK, classID: classID).addends(
            [.truePositive, .falseNegative], labels: labels, predictions: predictions, sampleWeight: sampleWeight)
    }

    /// The ratio of the counts.
    public func value(of sums: [Double]) -> Tensor {
        let count = sums.count / 2
        return result((0..<count).map { ratio(sums[$0], sums[$0] + sums[$0 + count]) }, isScalar: count == 1)
    }
}

extension Metric where Self == Recall {
    /// How often yes is predicted where it is right.
    public static var recall: Recall { Recall() }
    /// How often yes is predicted where it is right.
    public static func recall(
        thresholds: [Double]? = nil, topK: Int? = nil, classID: Int? = nil
    ) -> Recall {
        Recall(thresholds: thresholds, topK: topK, classID: classID)
    }
}
