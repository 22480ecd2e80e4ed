/// The two reductions whose rounding depends on order: adding and multiplying.
public enum ReductionOperation: Sendable, Hashable, CaseIterable {
    /// A sum, started from +0.
    case add
    /// A product, started from 1.
    case multiply

    /// The value that every chain and lane starts from.
    @inlinable
    public func identity<Scalar: CanonicalReal>(_: Scalar.Type = Scalar.self) -> Scalar {
        switch self {
        case .add: 0
        case .multiply: 1
        }
    }

    /// One rounded step.
    @inlinable
    public func callAsFunction<Scalar: CanonicalReal>(_ a: Scalar, _ b: Scalar) -> Scalar {
        switch self {
        case .add: a + b
        case .multiply: a * b
        }
    }
}
