import VerbatimTensor

/// Rates of right answers at every threshold, from counts of the four kinds of answers.
struct ConfusionRates {
    /// True positives at each threshold.
    let truePositives: ArraySlice<Double>
    /// False positives at each threshold.
    let falsePositives: ArraySlice<Double>
    /// True negatives at each threshold.
    let trueNegatives: ArraySlice<Double>
    /// False negatives at each threshold.
    let falseNegatives: ArraySlice<Double>

    /// The counts in the order of `addends`.
    init(_ sums: [Double]) {
        let count = sums.count / 4
        truePositives = sums[0..<count]
        falsePositives = sums[count..<2 * count]
        trueNegatives = sums[2 * count..<3 * count]
        falseNegatives = sums[3 * count..<4 * count]
    }

    /// What each sample adds at spread thresholds.
    static func addends(
        numThresholds: Int, classID: Int?, labels: Tensor, predictions: Tensor, sampleWeight: Tensor?
    ) -> Tensor {
        Confusion(thresholds: Confusion.spread(numThresholds), classID: classID).addends(
            [.truePositive, .falsePositive, .trueNegative, .falseNegative], labels: labels, predictions: predictions,
            sampleWeight: sampleWeight)
    }

    /// The sensitivity at each threshold.
    var recall: [Double] { Self.ratios(truePositives, falseNegatives) }
    /// The precision at each threshold.
    var precision: [Double] { Self.ratios(truePositives, falsePositives) }
    /// The specificity at each threshold.
    var specificity: [Double] { Self.ratios(trueNegatives, falsePositives) }

    /// The greatest of one rate among the thresholds at which another is great enough, else 0.
    ///
    /// Rates are rounded to f32 before they are compared.
    func greatest(
        _ rate: KeyPath<ConfusionRates, [Double]>, where other: KeyPath<ConfusionRates, [Double]>,
        atLeast bound: Double
    ) -> Float {
        zip(self[keyPath: rate], self[keyPath: other]).reduce(0) { greatest, pair in
            Float(pair.1) >= Float(bound) ? max(greatest, Float(pair.0)) : greatest
        }
    }

    private static func ratios(_ part: ArraySlice<Double>, _ rest: ArraySlice<Double>) -> [Double] {
        zip(part, rest).map { $0 + $1 == 0 ? 0 : $0 / ($0 + $1) }
    }
}
