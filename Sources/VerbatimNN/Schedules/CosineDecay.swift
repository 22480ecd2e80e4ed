import VerbatimTensor

/// `rate * ((1 - alpha) * 0.5 * (1 + cos(pi * step / decaySteps)) + alpha)`, after a straight rise if asked for.
///
/// With a target the rate first rises from the initial rate to the target over `warmupSteps`, then falls from the target.
///
/// - Source: Loshchilov and Hutter, 2017, as Keras has it.
public struct CosineDecay: LearningRateSchedule, Hashable {
    /// The rate of the first step.
    public let initialLearningRate: Double
    /// Over how many steps the rate falls.
    public let decaySteps: Int
    /// The part of the rate that is left at the end.
    public let alpha: Double
    /// The rate after the rise; nil rises not.
    public let warmupTarget: Double?
    /// Over how many steps the rate rises.
    public let warmupSteps: Int

    /// Makes the schedule of its options.
    public init(
        initialLearningRate: Double, decaySteps: Int, alpha: Double = 0, warmupTarget: Double? = nil,
        warmupSteps: Int = 0
    ) {
        self.initialLearningRate = initialLearningRate
        self.decaySteps = decaySteps
        self.alpha = alpha
        self.warmupTarget = warmupTarget
        self.warmupSteps = warmupSteps
    }

    /// The rate of a step.
    public func callAsFunction(_ step: Tensor) -> Tensor {
        let initial = rounded(initialLearningRate, .f32)
        guard let warmupTarget else { return decayed(minimum(step.cast(to: .f32), Tensor(Float(decaySteps))), initial) }
        let target = rounded(warmupTarget, .f32)
        let now = minimum(step.cast(to: .f32), Tensor(Float(decaySteps + warmupSteps)))
        guard warmupSteps > 0 else { return decayed(now, target) }
        let rising = (target - initial) * (now / warmupSteps) + initial
        return which(now .< Double(warmupSteps), rising, decayed(now - warmupSteps, target))
    }

    private func decayed(_ step: Tensor, _ rate: Tensor) -> Tensor {
        let fraction = step / decaySteps
        let cosine = 0.5 * (1 + cos(Double.pi * fraction))
        return rate * ((1 - alpha) * cosine + alpha)
    }
}

extension LearningRateSchedule where Self == CosineDecay {
    /// A rate that falls along half a cosine, after a straight rise if asked for.
    public static func cosineDecay(
        initialLearningRate: Double, decaySteps: Int, alpha: Double = 0, warmupTarget: Double? = nil,
        warmupSteps: Int = 0
    ) -> CosineDecay {
        CosineDecay(
            initialLearningRate: initialLearningRate, decaySteps: decaySteps, alpha: alpha, warmupTarget: warmupTarget,
            warmupSteps: warmupSteps)
    }
}
