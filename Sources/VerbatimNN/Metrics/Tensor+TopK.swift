import VerbatimTensor

extension Tensor {
    /// Whether fewer than k predictions along the last axis exceed that of a class; never for a class outside.
    ///
    /// Of equal predictions at the border all count, as in TensorFlow.
    func isInTopK(_ classes: Tensor, _ k: Int) -> Tensor {
        let chosen = oneHot(classes, classes: shape.last ?? 1, .bool)
        let own = which(chosen, self, 0).sum(axes: -1, keepDimensions: true)
        let better = (self .> own).cast(to: .i32).sum(axes: -1)
        let isKnown = chosen.any(axes: -1) .& isFinite(own).squeezed(axes: -1)
        return isKnown .& (better .< k)
    }

    /// Where along the last axis the k greatest elements stand; of equal ones the first come first.
    func topKMask(_ k: Int) -> Tensor {
        let count = shape.last ?? 1
        let places = Tensor.arange(count)
        let isBefore = places.expandedDimensions(axes: 0) .< places.expandedDimensions(axes: 1)
        let (others, own) = (expandedDimensions(axes: -2), expandedDimensions(axes: -1))
        let isAhead = (others .> own) .| ((others .== own) .& isBefore)
        return isAhead.cast(to: .i32).sum(axes: -1) .< k
    }
}
