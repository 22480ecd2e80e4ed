import VerbatimTensor

/// A tensor scaled to unit length along axes: `x * rsqrt(max(sum(x * x), least * least))`.
///
/// - Parameter least: The least length, so that zeros stay zeros.
func unitNormalized(_ x: Tensor, axes: [Int], least: Double = 1e-12) -> Tensor {
    let squares = square(x).sum(axes: Axes(axes), keepDimensions: true)
    return x * rsqrt(maximum(squares, Tensor.full(like: squares, Tensor(floatLiteral: least * least))))
}
