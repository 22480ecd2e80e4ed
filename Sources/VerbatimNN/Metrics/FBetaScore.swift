import VerbatimTensor

/// The weighted harmonic mean of precision and recall: `(1 + b^2) * p * r / (b^2 * p + r + 1e-7)`.
///
/// Precision and recall are `tp / (tp + fp + 1e-7)` and `tp / (tp + fn + 1e-7)`. Without a threshold the greatest
/// prediction of a sample means yes.
///
/// - Shapes: labels and predictions `[batch, classes]`; the value is a scalar, or without an average `[classes]`.
public struct FBetaScore: SummedMetric, Hashable {
    /// How the classes' scores become one.
    public enum Average: String, Sendable, Hashable, Codable {
        /// Counts of all classes are added up first.
        case micro
        /// The mean of the scores.
        case macro
        /// The mean of the scores, weighed by the number of labels.
        case weighted
    }

    /// How the classes' scores become one; nil gives one for each class.
    public let average: Average?
    /// How much more recall weighs than precision.
    public let beta: Double
    /// What a prediction has to exceed to mean yes; nil takes the greatest.
    public let threshold: Double?
    /// The name under which the value is printed.
    public let name: String

    /// Makes the metric of its options.
    public init(
        average: Average? = nil, beta: Double = 1, threshold: Double? = nil, name: String = "fbeta_score"
    ) {
        self.average = average
        self.beta = beta
        self.threshold = threshold
        self.name = name
    }

    /// True positives, false positives, false negatives and labels of each sample.
    public func addends(labels: Tensor, predictions: Tensor, sampleWeight: Tensor?) -> Tensor {
        let y = labels.cast(to: predictions.elementType)
        let saysYes: Tensor
        if let threshold {
            saysYes = predictions .> threshold
        } else {
            saysYes = (predictions .>= predictions.max(axes: -1, keepDimensions: true)) .& (abs(predictions) .> 1e-9)
        }
        let p = saysYes.cast(to: y.elementType)
        let counts = [p * y, p * (1 - y), (1 - p) * y, y].map { count in
            let weighted = sampleWeight.map { count * $0.cast(to: y.elementType).expandedDimensions(axes: 1) } ?? count
            return average == .micro ? weighted.sum(axes: 1, keepDimensions: true) : weighted
        }
        return concatenate(counts, axis: -1)
    }

    /// The score.
    public func value(of sums: [Double]) -> Tensor {
        let count = sums.count / 4
        let scores = (0..<count).map { place in
            let tp = sums[place]
            let precision = tp / (tp + sums[place + count] + 1e-7)
            let recall = tp / (tp + sums[place + 2 * count] + 1e-7)
            return precision * recall / (beta * beta * precision + recall + 1e-7) * (1 + beta * beta)
        }
        guard let average else { return result(scores, isScalar: false) }
        guard average == .weighted else { return Tensor(Float(scores.reduce(0, +) / Double(count))) }
        let weights = sums[(3 * count)...]
        let total = weights.reduce(0, +) + 1e-7
        return Tensor(Float(zip(scores, weights).reduce(0) { $0 + $1.0 * ($1.1 / total) }))
    }
}

extension Metric where Self == FBetaScore {
    /// The weighted harmonic mean of precision and recall.
    public static func fBetaScore(
        average: FBetaScore.Average? = nil, beta: Double = 1, threshold: Double? = nil
    ) -> FBetaScore {
        FBetaScore(average: average, beta: beta, threshold: threshold)
    }
    /// The harmonic mean of precision and recall: `FBetaScore` with a beta of 1.
    public static func f1Score(average: FBetaScore.Average? = nil, threshold: Double? = nil) -> FBetaScore {
        F1Score(average: average, threshold: threshold, name: "f1_score")
    }
}

/// The harmonic mean of precision and recall, under Keras' name: an `FBetaScore` with a beta of 1.
public typealias F1Score = FBetaScore
