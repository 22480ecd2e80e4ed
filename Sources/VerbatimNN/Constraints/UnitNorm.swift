import VerbatimTensor

/// Vectors of length 1: `x / (n + 1e-7)` with n the length along axes.
public struct UnitNorm: Constraint, Hashable {
    /// The axes of the vectors.
    public let axes: [Int]

    /// Makes the constraint of its axes.
    public init(axes: [Int] = [0]) { self.axes = axes }

    /// The tensor with vectors of length 1.
    public func callAsFunction(_ x: Tensor) -> Tensor { x / (x.norms(axes: axes) + 1e-7) }
}

extension Constraint where Self == UnitNorm {
    /// Vectors along the first axis of length 1.
    public static var unitNorm: UnitNorm { UnitNorm() }
    /// Vectors along axes of length 1.
    public static func unitNorm(axes: [Int]) -> UnitNorm { UnitNorm(axes: axes) }
}
