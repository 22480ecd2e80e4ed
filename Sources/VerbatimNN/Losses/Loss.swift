import VerbatimTensor

/// What training makes small: a function of labels and predictions, averaged over all elements of its values.
///
/// Written as `.categoricalCrossentropy` and the like. Your own is a struct with a name and a function:
///
/// ```swift
/// struct CubicError: Loss {
///     var name: String { "cubic_error" }
///     func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor {
///         pow(abs(labels - predictions), 3).mean(axes: -1)
///     }
/// }
/// ```
public protocol Loss: Metric {
    /// How the values become one number; `.sumOverBatchSize` by default.
    var reduction: LossReduction { get }

    /// Which of its values count, as booleans of their shape; nil, the default, counts all.
    func isValid(_ values: Tensor, labels: Tensor, predictions: Tensor) -> Tensor?
}

extension Loss {
    /// The mean over all values.
    public var reduction: LossReduction { .sumOverBatchSize }

    /// All values count.
    public func isValid(_ values: Tensor, labels: Tensor, predictions: Tensor) -> Tensor? { nil }

    /// The mean of the values over all elements: Keras' `sum_over_batch_size`.
    ///
    /// The sum runs in the canonical order over leaves of samples; then it is divided by the number of elements.
    public func mean(labels: Tensor, predictions: Tensor) -> Tensor {
        self(labels: labels, predictions: predictions).mean()
    }

    /// The loss of labels and predictions under its reduction, with weights and a mask, as Keras calls it.
    ///
    /// Values are multiplied by their weights; a mask multiplies the weights, for means by `total / valid` where it is
    /// true, so that only valid values count in the mean.
    ///
    /// - Parameters:
    ///   - labels: The labels.
    ///   - predictions: The predictions.
    ///   - sampleWeight: A weight for each sample, or for each value; nil weighs all with 1.
    ///   - mask: Which values count, such as the steps of a sequence that are not padding; nil counts all.
    public func reducedValue(
        labels: Tensor, predictions: Tensor, sampleWeight: Tensor? = nil, mask: Tensor? = nil
    ) -> Tensor {
        reduce(
            self(labels: labels, predictions: predictions), labels: labels, predictions: predictions,
            sampleWeight: sampleWeight, mask: mask)
    }

    /// The reduction of values that this loss gave.
    package func reduce(
        _ values: Tensor, labels: Tensor, predictions: Tensor, sampleWeight: Tensor?, mask: Tensor?
    ) -> Tensor {
        let own = isValid(values, labels: labels, predictions: predictions)
        let mask = mask.map { given in own.map { given .& $0 } ?? given } ?? own
        let weights = LossWeights.merged(sampleWeight, mask: mask, reduction, values.elementType)
        var (values, aligned) = (values, weights)
        if let weights {
            let (left, right) = LossWeights.aligned(values, weights)
            (values, aligned) = (left * right, right)
        }
        if values.rank == 0 { return values }
        switch reduction {
        case .none: return values
        case .sum: return values.sum()
        case .sumOverBatchSize, .mean: return values.mean()
        case .meanWithSampleWeight:
            guard let aligned else { return values.mean() }
            return LossWeights.quotient(values.sum(), aligned.sum())
        case .keras2:
            guard let aligned else { return values.mean() }
            return values.mean() / (aligned .!= 0).cast(to: values.elementType).mean()
        }
    }

    /// What each sample counts in the reduced value, `[batch]`: their mean is the value.
    ///
    /// Without a reduction the values count as for the mean. Of a loss that gives one value for the batch it is that value.
    package func bySample(
        _ values: Tensor, labels: Tensor, predictions: Tensor, sampleWeight: Tensor?, mask: Tensor?
    ) -> Tensor {
        let samples = predictions.shape.first ?? 0
        guard values.rank > 0 else { return values.broadcast(to: [samples]) }
        func over(_ tensor: Tensor, _ fold: (Tensor, Axes) -> Tensor) -> Tensor {
            tensor.rank == 1 ? tensor : fold(tensor, Axes(Array(1..<tensor.rank)))
        }
        let own = isValid(values, labels: labels, predictions: predictions)
        let mask = mask.map { given in own.map { given .& $0 } ?? given } ?? own
        guard let weights = LossWeights.merged(sampleWeight, mask: mask, reduction, values.elementType) else {
            return reduction == .sum
                ? over(values) { $0.sum(axes: $1) } * samples : over(values) { $0.mean(axes: $1) }
        }
        let (left, right) = LossWeights.aligned(values, weights)
        let weighted = left * right
        switch reduction {
        case .sum: return over(weighted) { $0.sum(axes: $1) } * samples
        case .sumOverBatchSize, .mean, .none: return over(weighted) { $0.mean(axes: $1) }
        case .meanWithSampleWeight:
            return LossWeights.quotient(over(weighted) { $0.sum(axes: $1) } * samples, right.sum())
        case .keras2:
            return over(weighted) { $0.mean(axes: $1) } / (right .!= 0).cast(to: values.elementType).mean()
        }
    }
}
