import VerbatimTensor

/// `x` where its magnitude exceeds a threshold, else 0.
public struct HardShrinkActivation: ActivationFunction, Hashable {
    /// `hard_shrink`.
    public static let typeName: String = "hard_shrink"

    /// What the magnitude has to exceed.
    public let threshold: Double

    /// Makes the function of its options.
    public init(threshold: Double = 0.5) { self.threshold = threshold }

    /// `x` where its magnitude exceeds a threshold, else 0.
    public func callAsFunction(_ x: Tensor) -> Tensor { which(abs(x) .> threshold, x, 0) }
}

extension ActivationFunction where Self == HardShrinkActivation {
    /// `x` where its magnitude exceeds a threshold, else 0.
    public static var hardShrink: HardShrinkActivation { HardShrinkActivation() }
    /// `x` where its magnitude exceeds a threshold, else 0.
    public static func hardShrink(threshold: Double) -> HardShrinkActivation {
        HardShrinkActivation(threshold: threshold)
    }
}
