import VerbatimTensor

/// `x` drawn to 0 by a threshold, and 0 nearer to it.
public struct SoftShrinkActivation: ActivationFunction, Hashable {
    /// `soft_shrink`.
    public static let typeName: String = "soft_shrink"

    /// By how much it is drawn.
    public let threshold: Double

    /// Makes the function of its options.
    public init(threshold: Double = 0.5) { self.threshold = threshold }

    /// `x` drawn to 0 by a threshold, and 0 nearer to it.
    public func callAsFunction(_ x: Tensor) -> Tensor {
        which(x .> threshold, x - threshold, which(x .< -threshold, x + threshold, 0))
    }
}

extension ActivationFunction where Self == SoftShrinkActivation {
    /// `x` drawn to 0 by a threshold, and 0 nearer to it.
    public static var softShrink: SoftShrinkActivation { SoftShrinkActivation() }
    /// `x` drawn to 0 by a threshold, and 0 nearer to it.
    public static func softShrink(threshold: Double) -> SoftShrinkActivation {
        SoftShrinkActivation(threshold: threshold)
    }
}
