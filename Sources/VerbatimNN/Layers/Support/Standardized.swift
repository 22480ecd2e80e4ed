import VerbatimGraph
import VerbatimTensor

/// A tensor less its mean over axes, times `rsqrt(variance + epsilon)`; each row of the other axes on its own.
func standardized(_ x: Tensor, axes: [Int], epsilon: Double) -> Tensor {
    let kept = x.shape.indices.filter { !axes.contains($0) }
    let order = kept + axes
    let moved = x.transposed(order)
    let rows = moved.reshaped(kept.map { x.shape[$0] } + [axes.map { x.shape[$0] }.reduce(1, *)])
    let result = Tensor.apply([rows], results: 2, file: #fileID, line: #line) {
        try $0.composite(StandardizedRows(epsilon: epsilon), operands: $1)
    }[0]
    return result.reshaped(moved.shape).transposed(order.indices.map { order.firstIndex(of: $0)! })
}
