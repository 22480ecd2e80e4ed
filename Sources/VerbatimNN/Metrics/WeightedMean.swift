import VerbatimTensor

/// The sums of a weighted mean: of weighted values, and of weights.
enum WeightedMean {
    /// What each sample adds: `[batch, ...]` to `[batch, 2]`.
    ///
    /// Values are averaged over the dimensions that weights lack, multiplied by the weights, and both are averaged over the
    /// sample's own dimensions.
    static func addends(_ values: Tensor, sampleWeight: Tensor?) -> Tensor {
        func bySample(_ tensor: Tensor) -> Tensor {
            tensor.rank <= 1 ? tensor : tensor.mean(axes: Axes(Array(1..<tensor.rank)))
        }
        let values = values.rank == 0 ? values.reshaped([1]) : values
        guard let sampleWeight else {
            return stack([bySample(values), Tensor.ones([values.shape[0]], values.elementType)], axis: -1)
        }
        var (v, w) = LossWeights.aligned(values, sampleWeight.cast(to: values.elementType))
        if w.rank == 0 { w = w.broadcast(to: [v.shape[0]]) }
        if v.rank > w.rank { v = v.mean(axes: Axes(Array(w.rank..<v.rank))) }
        w = w.broadcast(to: v.shape)
        return stack([bySample(v * w), bySample(w)], axis: -1)
    }

    /// The mean of the sums; 0 without weight.
    static func value(of sums: [Double]) -> Double { sums[1] == 0 ? 0 : sums[0] / sums[1] }
}
