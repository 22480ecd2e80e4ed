import VerbatimGraph
import VerbatimTensor

/// How weights of samples, masks and values are brought together, as Keras 3 does it.
enum LossWeights {
    /// Weights times a mask; for means a mask counts `total / valid`.
    static func merged(
        _ weights: Tensor?, mask: Tensor?, _ reduction: LossReduction, _ element: ElementType
    ) -> Tensor? {
        let weights = weights?.cast(to: element)
        guard let mask else { return weights }
        var factor = mask.cast(to: element)
        if reduction == .mean || reduction == .sumOverBatchSize {
            factor = factor * quotient(rounded(Double(mask.count), element), factor.sum())
        }
        guard let weights else { return factor }
        let (left, right) = aligned(factor, weights)
        return right * left
    }

    /// `a / b`, and 0 where b is 0.
    static func quotient(_ a: Tensor, _ b: Tensor) -> Tensor {
        let isZero = b .== 0
        return which(isZero, 0, a / which(isZero, 1, b))
    }

    /// Two tensors under one rank where the ranks differ by one and a last dimension of 1 is to be dropped or added.
    static func aligned(_ left: Tensor, _ right: Tensor) -> (Tensor, Tensor) {
        if left.rank == right.rank + 1, left.shape.last == 1 {
            return right.rank == 1
                ? (left, right.expandedDimensions(axes: -1)) : (left.squeezed(axes: -1), right)
        }
        if right.rank == left.rank + 1, right.shape.last == 1 {
            return left.rank == 1
                ? (left.expandedDimensions(axes: -1), right) : (left, right.squeezed(axes: -1))
        }
        return (left, right)
    }
}
