import VerbatimTensor

/// `(initial - end) * (1 - step / decaySteps)^power + end`, up to the last of the steps.
///
/// With `cycle` the number of steps grows by multiples of itself, so that the rate rises again.
public struct PolynomialDecay: LearningRateSchedule, Hashable {
    /// The rate of the first step.
    public let initialLearningRate: Double
    /// After how many steps the rate has reached its end.
    public let decaySteps: Int
    /// The rate at the end.
    public let endLearningRate: Double
    /// The exponent.
    public let power: Double
    /// Whether the rate rises again after its end.
    public let cycle: Bool

    /// Makes the schedule of its options.
    public init(
        initialLearningRate: Double, decaySteps: Int, endLearningRate: Double = 0.0001, power: Double = 1,
        cycle: Bool = false
    ) {
        self.initialLearningRate = initialLearningRate
        self.decaySteps = decaySteps
        self.endLearningRate = endLearningRate
        self.power = power
        self.cycle = cycle
    }

    /// The rate of a step.
    public func callAsFunction(_ step: Tensor) -> Tensor {
        var now = step.cast(to: .f32)
        var all = rounded(Double(decaySteps), .f32)
        if cycle {
            all = all * which(now .== 0, 1, ceil(now / decaySteps))
        } else {
            now = minimum(now, all)
        }
        let end = rounded(endLearningRate, .f32)
        return (rounded(initialLearningRate, .f32) - end) * pow(1 - now / all, power.weakTensor) + end
    }
}

extension LearningRateSchedule where Self == PolynomialDecay {
    /// A rate that falls to its end along a power of the steps left.
    public static func polynomialDecay(
        initialLearningRate: Double, decaySteps: Int, endLearningRate: Double = 0.0001, power: Double = 1,
        cycle: Bool = false
    ) -> PolynomialDecay {
        PolynomialDecay(
            initialLearningRate: initialLearningRate, decaySteps: decaySteps, endLearningRate: endLearningRate,
            power: power, cycle: cycle)
    }
}
