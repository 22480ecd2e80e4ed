import VerbatimTensor

/// Vectors drawn to lengths between two bounds.
///
/// `x * ((rate * clip(n, min, max) + (1 - rate) * n) / (n + 1e-7))` with n the length along axes.
public struct MinMaxNorm: Constraint, Hashable {
    /// The least length.
    public let minValue: Double
    /// The greatest length.
    public let maxValue: Double
    /// How much of the way is gone after an update, up to 1.
    public let rate: Double
    /// The axes of the vectors.
    public let axes: [Int]

    /// Makes the constraint of its options.
    public init(minValue: Double = 0, maxValue: Double = 1, rate: Double = 1, axes: [Int] = [0]) {
        self.minValue = minValue
        self.maxValue = maxValue
        self.rate = rate
        self.axes = axes
    }

    /// The tensor with its vectors drawn to their lengths.
    public func callAsFunction(_ x: Tensor) -> Tensor {
        let norms = x.norms(axes: axes)
        let wanted = rate * norms.clip(minValue.weakTensor, maxValue.weakTensor) + (1 - rate) * norms
        return x * (wanted / (norms + 1e-7))
    }
}

extension Constraint where Self == MinMaxNorm {
    /// Vectors along the first axis no longer than 1.
    public static var minMaxNorm: MinMaxNorm { MinMaxNorm() }
    /// Vectors drawn to lengths between two bounds.
    public static func minMaxNorm(
        _ minValue: Double, _ maxValue: Double, rate: Double = 1, axes: [Int] = [0]
    ) -> MinMaxNorm {
        MinMaxNorm(minValue: minValue, maxValue: maxValue, rate: rate, axes: axes)
    }
}
