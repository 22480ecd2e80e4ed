import VerbatimTensor

/// `x` above a threshold, else a fixed value.
public struct ThresholdActivation: ActivationFunction, Hashable {
    /// `threshold`.
    public static let typeName: String = "threshold"

    /// What the input has to exceed.
    public let threshold: Double
    /// The value at and below the threshold.
    public let defaultValue: Double

    /// Makes the function of its options.
    public init(threshold: Double, defaultValue: Double) {
        self.threshold = threshold
        self.defaultValue = defaultValue
    }

    /// `x` above a threshold, else a fixed value.
    public func callAsFunction(_ x: Tensor) -> Tensor {
        which(x .> threshold, x, defaultValue.weakTensor.typed(x.elementType))
    }
}

extension ActivationFunction where Self == ThresholdActivation {
    /// `x` above a threshold, else a fixed value.
    public static func threshold(threshold: Double, defaultValue: Double) -> ThresholdActivation {
        ThresholdActivation(threshold: threshold, defaultValue: defaultValue)
    }
}
