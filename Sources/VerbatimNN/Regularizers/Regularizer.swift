import VerbatimTensor

/// A penalty on a tensor that a step minimises besides the loss, such as a weight's squares.
///
/// Written as `.l2(0.01)` and the like.
public protocol Regularizer: Configurable {
    /// The penalty, a scalar.
    func callAsFunction(_ x: Tensor) -> Tensor
}
