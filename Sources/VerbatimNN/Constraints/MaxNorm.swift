import VerbatimTensor

/// Vectors no longer than a bound: `x * (clip(n, 0, max) / (n + 1e-7))` with n the length along axes.
public struct MaxNorm: Constraint, Hashable {
    /// The greatest length.
    public let maxValue: Double
    /// The axes of the vectors.
    public let axes: [Int]

    /// Makes the constraint of its options.
    public init(maxValue: Double = 2, axes: [Int] = [0]) {
        self.maxValue = maxValue
        self.axes = axes
    }

    /// The tensor with its vectors shortened.
    public func callAsFunction(_ x: Tensor) -> Tensor {
        let norms = x.norms(axes: axes)
        return x * (norms.clip(0, maxValue.weakTensor) / (norms + 1e-7))
    }
}

extension Constraint where Self == MaxNorm {
    /// Vectors along the first axis no longer than 2.
    public static var maxNorm: MaxNorm { MaxNorm() }
    /// Vectors no longer than a bound.
    public static func maxNorm(_ maxValue: Double, axes: [Int] = [0]) -> MaxNorm {
        MaxNorm(maxValue: maxValue, axes: axes)
    }
}
