import VerbatimTensor

/// What a parameter is made to keep to after each update.
///
/// Written as `.nonNegative` and the like.
public protocol Constraint: Configurable {
    /// The parameter's nearest value that keeps to the constraint, of its type.
    func callAsFunction(_ x: Tensor) -> Tensor
}
