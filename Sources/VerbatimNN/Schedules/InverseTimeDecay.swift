import VerbatimTensor

/// `initial / (1 + decayRate * step / decaySteps)`; as a staircase the quotient is a whole number.
public struct InverseTimeDecay: LearningRateSchedule, Hashable {
    /// The rate of the first step.
    public let initialLearningRate: Double
    /// How many steps count as one.
    public let decaySteps: Int
    /// How fast the rate falls.
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
        return initialLearningRate / (1 + decayRate * p)
    }
}

extension LearningRateSchedule where Self == InverseTimeDecay {
    /// A rate that is divided by a number that grows with the steps.
    public static func inverseTimeDecay(
        initialLearningRate: Double, decaySteps: Int, decayRate: Double, staircase: Bool = false
    ) -> InverseTimeDecay {
        InverseTimeDecay(
            initialLearningRate: initialLearningRate, decaySteps: decaySteps, decayRate: decayRate,
            staircase: staircase)
    }
}
