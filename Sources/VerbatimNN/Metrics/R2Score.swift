import VerbatimTensor

/// What part of the labels' variance the predictions explain: `1 - sum((y - p)^2) / sum((y - mean(y))^2)`.
///
/// - Shapes: labels and predictions `[batch, outputs]`; the value is a scalar, or without an aggregation `[outputs]`.
public struct R2Score: SummedMetric, Hashable {
    /// How the outputs' scores become one.
    public enum ClassAggregation: String, Sendable, Hashable, Codable {
        /// Their mean.
        case uniformAverage
        /// Their mean, weighed by the labels' variances.
        case varianceWeightedAverage
    }

    /// How the outputs' scores become one; nil gives one for each output.
    public let classAggregation: ClassAggregation?
    /// By how many regressors the score is adjusted; 0 adjusts nothing.
    public let numRegressors: Int

    /// Makes the metric of its options.
    public init(classAggregation: ClassAggregation? = .uniformAverage, numRegressors: Int = 0) {
        self.classAggregation = classAggregation
        self.numRegressors = numRegressors
    }

    /// `r2_score`.
    public var name: String { "r2_score" }

    /// Labels, squared labels, squared errors and weights of each sample, and its number of values.
    public func addends(labels: Tensor, predictions: Tensor, sampleWeight: Tensor?) -> Tensor {
        let (y, p) = Tensor.aligned(labels: labels, predictions: predictions)
        var w = sampleWeight?.cast(to: y.elementType) ?? Tensor.ones([1, 1], y.elementType)
        if w.rank == 1 { w = w.expandedDimensions(axes: 1) }
        w = w.broadcast(to: y.shape)
        let size = Tensor.full([y.shape[0], 1], Tensor(Float(y.shape[1]))).cast(to: y.elementType)
        return concatenate([y * w, y * (y * w), square(y - p) * w, w, size], axis: -1)
    }

    /// The score.
    public func value(of sums: [Double]) -> Tensor {
        let count = sums.count / 4
        var scores: [Double] = []
        var variances: [Double] = []
        for place in 0..<count {
            let (sum, squares) = (sums[place], sums[place + count])
            let variance = squares - sum * (sum / sums[place + 3 * count])
            let score = 1 - sums[place + 2 * count] / variance
            variances.append(variance)
            scores.append(score.isInfinite ? 0 : score)
        }
        if let classAggregation {
            switch classAggregation {
            case .uniformAverage: scores = [scores.reduce(0, +) / Double(count)]
            case .varianceWeightedAverage:
                let total = zip(scores, variances).reduce(0) { $0 + $1.0 * $1.1 }
                scores = [total / variances.reduce(0, +)]
            }
        }
        let samples = sums[4 * count]
        if numRegressors != 0, Double(numRegressors) < samples - 1 {
            scores = scores.map { 1 - (1 - $0) * (samples - 1) / (samples - Double(numRegressors) - 1) }
        }
        return result(scores, isScalar: classAggregation != nil)
    }
}

extension Metric where Self == R2Score {
    /// What part of the labels' variance the predictions explain.
    public static var r2Score: R2Score { R2Score() }
}
