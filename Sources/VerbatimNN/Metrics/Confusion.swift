import VerbatimGraph
import VerbatimTensor

/// Weighted counts of right and wrong answers of yes and no, at every threshold.
struct Confusion {
    /// One kind of answer.
    enum Answer {
        case truePositive, falsePositive, trueNegative, falseNegative
    }

    /// What a prediction has to exceed to mean yes.
    let thresholds: [Double]
    /// How many of a sample's predictions may mean yes; nil allows all.
    var topK: Int?
    /// The only class that counts; nil counts all.
    var classID: Int?
    /// Whether labels along the last axis are counted apart.
    var isMultiLabel = false
    /// The weight of each label.
    var labelWeights: [Double]?

    /// `count` thresholds from 0 to 1, of which a metric takes its best.
    static func spread(_ count: Int) -> [Double] {
        count == 1 ? [0.5] : [0] + (0..<max(0, count - 2)).map { Double($0 + 1) / Double(count - 1) } + [1]
    }

    /// Whether the thresholds lie at equal distances from 0 to 1; then predictions are put into buckets, as in Keras.
    private var isEven: Bool {
        thresholds.count >= 3
            && thresholds.enumerated().allSatisfy { place, threshold in
                let even = Double(place) / Double(thresholds.count - 1)
                return (threshold - even).magnitude <= 1e-7 + 1e-5 * even
            }
    }

    /// What each sample adds: for each answer in order one count for each threshold, or for each threshold and label.
    func addends(_ answers: [Answer], labels: Tensor, predictions: Tensor, sampleWeight: Tensor?) -> Tensor {
        var (p, y) = LossWeights.aligned(predictions, labels.cast(to: predictions.elementType))
        var weights = sampleWeight.map { weight in
            let column = weight.cast(to: p.elementType).expandedDimensions(axes: -1)
            return column.rank == y.rank + 1 ? column.squeezed(axes: -1) : column
        }
        if let topK { p = which(p.topKMask(topK), p, -1e10) }
        if let classID {
            p = p.take(Tensor([Int32(classID)]), axis: -1)
            y = y.take(Tensor([Int32(classID)]), axis: -1)
        }
        if let labelWeights {
            let row = Tensor(labelWeights.map { Float($0) }).cast(to: p.elementType).broadcast(to: p.shape)
            weights = weights.map { $0 * row } ?? row
        }
        let samples = p.shape.first ?? 0
        let width = p.shape.dropFirst().reduce(1, *)
        func column(_ tensor: Tensor) -> Tensor { tensor.broadcast(to: p.shape).reshaped([samples, width, 1]) }
        let isYes = column(y) .!= 0
        let saysYes = isPositive(column(p))
        let weight = weights.map(column) ?? Tensor.ones([1, 1, 1], p.elementType)
        let counts = answers.map { answer in
            let chosen: Tensor =
                switch answer {
                case .truePositive: isYes .& saysYes
                case .falsePositive: .!isYes .& saysYes
                case .trueNegative: .!isYes .& .!saysYes
                case .falseNegative: isYes .& .!saysYes
                }
            let weighted = which(chosen, weight, 0)
            guard isMultiLabel else { return weighted.sum(axes: 1) }
            return weighted.transposed([0, 2, 1]).reshaped([samples, thresholds.count * width])
        }
        return concatenate(counts, axis: -1)
    }

    /// Whether predictions `[samples, width, 1]` mean yes at each threshold.
    private func isPositive(_ p: Tensor) -> Tensor {
        guard isEven else { return p .> Tensor(thresholds.map { Float($0) }).cast(to: p.elementType) }
        let places = Tensor.arange(thresholds.count)
        let exceeds = p.clip(0, 1) * (thresholds.count - 1) .> places.cast(to: p.elementType)
        // A first threshold below 0 is exceeded by all.
        return thresholds[0] < 0 ? exceeds .| (places .== 0) : exceeds
    }
}
