import VerbatimTensor

/// Rows of ones and zeros of class numbers: Keras' `to_categorical`.
///
/// Shapes: `[...]` or `[..., 1]` -> `[..., classes]`, f32
///
/// - Parameters:
///   - numbers: The class numbers, from 0.
///   - classes: The number of classes; nil takes one more than the greatest number.
/// - Throws: What a tensor without a value throws.
public func toCategorical(_ numbers: Tensor, classes: Int? = nil) throws -> Tensor {
    let flat = numbers.rank > 1 && numbers.shape.last == 1 ? numbers.squeezed(axes: -1) : numbers
    let whole = flat.cast(to: .i64)
    let greatest: Int = try classes ?? (whole.count == 0 ? 0 : Int(whole.max().scalar(as: Int64.self)) + 1)
    return oneHot(whole, classes: greatest)
}
