import VerbatimArithmetic
import VerbatimTensor

/// The area under a curve of rates over thresholds, as a sum over pairs of neighbouring thresholds.
///
/// Counts are kept at thresholds from 0 to 1. The receiver's curve is sensitivity over `1 - specificity`, the precision
/// curve is precision over recall (its interpolation after Davis and Goadrich, 2006), the gain curve after Flach and Kull,
/// 2015.
///
/// - Shapes: labels and predictions `[batch, ...]`, with `multiLabel` `[batch, labels]`; the value is a scalar.
public struct AUC: SummedMetric, Hashable {
    /// Which curve.
    public enum Curve: String, Sendable, Hashable, Codable {
        /// Sensitivity over `1 - specificity`.
        case roc
        /// Precision over recall.
        case pr
        /// Gain of precision over gain of recall.
        case prGain
    }

    /// What height stands between two thresholds.
    public enum SummationMethod: String, Sendable, Hashable, Codable {
        /// The mean of both.
        case interpolation
        /// The greater of both.
        case majoring
        /// The less of both.
        case minoring
    }

    /// The thresholds, from just below 0 to just above 1.
    public let thresholds: [Double]
    /// Which curve.
    public let curve: Curve
    /// What height stands between two thresholds.
    public let summationMethod: SummationMethod
    /// Whether each label has a curve of its own.
    public let multiLabel: Bool
    /// The weight of each label; nil weighs all with 1.
    public let labelWeights: [Double]?
    /// Whether the predictions are logits.
    public let fromLogits: Bool

    /// Makes the metric of its options.
    ///
    /// - Parameters:
    ///   - numThresholds: How many thresholds there are, at equal distances, where none are given.
    ///   - curve: Which curve.
    ///   - summationMethod: What height stands between two thresholds.
    ///   - thresholds: The thresholds between 0 and 1.
    ///   - multiLabel: Whether each label has a curve of its own; the value is the mean of their areas.
    ///   - labelWeights: The weight of each label.
    ///   - fromLogits: Whether the predictions are logits.
    public init(
        numThresholds: Int = 200, curve: Curve = .roc, summationMethod: SummationMethod = .interpolation,
        thresholds: [Double]? = nil, multiLabel: Bool = false, labelWeights: [Double]? = nil, fromLogits: Bool = false
    ) {
        let inner =
            thresholds?.sorted() ?? (0..<max(0, numThresholds - 2)).map { Double($0 + 1) / Double(numThresholds - 1) }
        self.thresholds = [-1e-7] + inner + [1 + 1e-7]
        self.curve = curve
        self.summationMethod = summationMethod
        self.multiLabel = multiLabel
        self.labelWeights = labelWeights
        self.fromLogits = fromLogits
    }

    /// `auc`.
    public var name: String { "auc" }

    /// The weighted counts of each sample.
    public func addends(labels: Tensor, predictions: Tensor, sampleWeight: Tensor?) -> Tensor {
        Confusion(
            thresholds: thresholds, isMultiLabel: multiLabel, labelWeights: multiLabel ? nil : labelWeights
        ).addends(
            [.truePositive, .falsePositive, .trueNegative, .falseNegative], labels: labels,
            predictions: fromLogits ? sigmoid(predictions) : predictions, sampleWeight: sampleWeight)
    }

    /// The area; of several labels the weighted mean.
    public func value(of sums: [Double]) -> Tensor {
        let count = thresholds.count
        let labels = max(1, sums.count / (4 * count))
        let areas = (0..<labels).map { label in
            area(ConfusionRates((0..<4 * count).map { sums[$0 * labels + label] }))
        }
        guard multiLabel else { return Tensor(Float(areas[0])) }
        let weights = labelWeights ?? areas.map { _ in 1 }
        let total = zip(areas, weights).reduce(0) { $0 + $1.0 * $1.1 }
        return Tensor(Float(ratio(total, weights.reduce(0, +))))
    }

    private func area(_ rates: ConfusionRates) -> Double {
        if curve == .pr, summationMethod == .interpolation { return interpolatedPrecisionArea(rates) }
        let (x, y) = points(rates)
        return (1..<x.count).reduce(0) { sum, place in
            let (left, right) = (y[place - 1], y[place])
            let height: Double =
                switch summationMethod {
                case .interpolation: (left + right) / 2
                case .majoring: max(left, right)
                case .minoring: min(left, right)
                }
            return sum + (x[place - 1] - x[place]) * height
        }
    }

    /// The curve's points at the thresholds.
    private func points(_ rates: ConfusionRates) -> (x: [Double], y: [Double]) {
        switch curve {
        case .roc:
            return (
                rates.specificity.map { 1 - $0 }.enumerated().map { place, rate in
                    // Without any no, the rate of false yes is 0 as in Keras.
                    hasNo(rates, place) ? rate : 0
                }, rates.recall
            )
        case .pr: return (rates.recall, rates.precision)
        case .prGain:
            let counts = zip(
                zip(rates.truePositives, rates.falsePositives), zip(rates.trueNegatives, rates.falseNegatives))
            let gains = counts.map { first, second -> (Double, Double) in
                let (tp, fp, tn, fn) = (first.0, first.1, second.0, second.1)
                guard tp != 0 else { return (0, 1) }
                let scale = ratio(tp + fn, tn + fp)
                return (max(0, 1 - scale * (fn / tp)), 1 - scale * (fp / tp))
            }
            return (gains.map(\.0), gains.map(\.1))
        }
    }

    private func hasNo(_ rates: ConfusionRates, _ place: Int) -> Bool {
        let (tn, fp) = (rates.trueNegatives, rates.falsePositives)
        return tn[tn.startIndex + place] + fp[fp.startIndex + place] != 0
    }

    private func interpolatedPrecisionArea(_ rates: ConfusionRates) -> Double {
        let tp = Array(rates.truePositives)
        let p = zip(tp, rates.falsePositives).map { $0 + $1 }
        let positives = zip(tp, rates.falseNegatives).map { $0 + $1 }
        return (1..<tp.count).reduce(0) { sum, place in
            let rise = tp[place - 1] - tp[place]
            let slope = ratio(rise, max(p[place - 1] - p[place], 0))
            let intercept = tp[place] - slope * p[place]
            let quotient = p[place - 1] > 0 && p[place] > 0 ? p[place - 1] / p[place] : 1
            return sum + ratio(slope * (rise + intercept * StatedFunctions.log(quotient)), max(positives[place], 0))
        }
    }
}

extension Metric where Self == AUC {
    /// The area under the receiver's curve at 200 thresholds.
    public static var auc: AUC { AUC() }
    /// The area under a curve.
    public static func auc(
        numThresholds: Int = 200, curve: AUC.Curve = .roc, summationMethod: AUC.SummationMethod = .interpolation,
        multiLabel: Bool = false, fromLogits: Bool = false
    ) -> AUC {
        AUC(
            numThresholds: numThresholds, curve: curve, summationMethod: summationMethod, multiLabel: multiLabel,
            fromLogits: fromLogits)
    }
}
