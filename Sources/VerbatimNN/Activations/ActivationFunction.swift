import VerbatimTensor

/// A function that a layer applies to its output; it keeps the shape.
///
/// Written as `.relu`, `.softmax` and the like. Your own is a struct with one function:
///
/// ```swift
/// struct Swish: ActivationFunction {
///     func callAsFunction(_ x: Tensor) -> Tensor { x * x.sigmoid() }
/// }
/// ```
public protocol ActivationFunction: Configurable {
    /// The function.
    func callAsFunction(_ x: Tensor) -> Tensor
}
