import VerbatimTensor

/// No element below 0: `max(x, 0)`.
public struct NonNeg: Constraint, Hashable {
    /// Makes the constraint.
    public init() {}

    /// The tensor without its negative elements.
    public func callAsFunction(_ x: Tensor) -> Tensor { maximum(x, 0) }
}

extension Constraint where Self == NonNeg {
    /// No element below 0.
    public static var nonNeg: NonNeg { NonNeg() }
}
