import VerbatimTensor

/// `initial * decayRate^(step / decaySteps)`; as a staircase the exponent is a whole number.
public struct ExponentialDecay: LearningRateSchedule, Hashable {
    /// The rate of the first step.
    public let initialLearningRate: Double
    /// After how many steps the rate is multiplied by the decay rate.
    public let decaySteps: Int
    /// What the rate is multiplied by.
    public let decayRate: Double
    /// Whether the rate stays between multiples of `decaySteps`.
    public let staircase: Bool

    /// Makes the schedule of its options.
    public init(initialLearningRate: Double, decaySteps: Int, decayRate: Double, staircase: Bool = false) {
        self.initialLearningRate = initialLearningRate
        self.decaySteps = decaySteps
        self.decayRate = decayRate
        self.staircase = staircase
    }

    /// The rate of a step.
    public func callAsFunction(_ step: Tensor) -> Tensor {
        var p = step.cast(to: .f32) / decaySteps
        if staircase { p = floor(p) }
        return initialLearningRate * pow(rounded(decayRate, .f32), p)
    }
}

extension LearningRateSchedule where Self == ExponentialDecay {
    /// A rate that is multiplied by a factor every so many steps.
    public static func exponentialDecay(
        initialLearningRate: Double, decaySteps: Int, decayRate: Double, staircase: Bool = false
    ) -> ExponentialDecay {
        ExponentialDecay(
            initialLearningRate: initialLearningRate, decaySteps: decaySteps, decayRate: decayRate,
            staircase: staircase)
    }
}
