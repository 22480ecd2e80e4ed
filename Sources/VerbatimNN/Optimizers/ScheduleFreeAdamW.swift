import VerbatimGraph
import VerbatimTensor

/// Adam whose parameters are an average that needs no schedule (Defazio et al., 2024).
///
/// ```
/// v = v + (g * g - v) * (1 - beta2)
/// z' = z - rate * g / (sqrt(v / (1 - beta2^t)) + epsilon)     t = iterations + 1
/// x = (1 - 1 / t) * ((p - (1 - beta1) * z) / beta1) + z' / t
/// p = (1 - beta1) * z' + beta1 * x;  z = z'
/// ```
/// - Source: Keras 3's ScheduleFreeAdamW. While warming up the rate is multiplied by `min(t / warmupSteps, 1)`.
public struct ScheduleFreeAdamW: RatedOptimizer, Hashable {
    /// The learning rate.
    public var learningRate: Double
    /// How much of the average the parameter holds.
    public let beta1: Double
    /// How much of the mean square is kept in a step.
    public let beta2: Double
    /// What keeps the division from zero.
    public let epsilon: Double
    /// Over how many steps the rate rises.
    public let warmupSteps: Int

    /// Makes the optimizer of its hyper-parameters.
    public init(
        learningRate: Double = 0.0025, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8,
        warmupSteps: Int = 0
    ) {
        self.learningRate = learningRate
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
        self.warmupSteps = warmupSteps
    }

    /// The sequence of steps, from the parameter on, and the mean square.
    public func slots(path: String, type: TensorType) -> [OptimizerSlot] {
        [OptimizerSlot("momentum", type, initial: .parameter), OptimizerSlot("velocity", type)]
    }

    /// One step of one parameter at a rate.
    public func callAsFunction(
        gradient g: Tensor, parameter p: Tensor, slots: [Tensor], iterations: Tensor, rate: Tensor
    ) -> (parameter: Tensor, slots: [Tensor]) {
        let element = p.elementType
        let t = (iterations + 1).cast(to: element)
        let rate = warmupSteps > 0 ? rate * minimum(t / warmupSteps, 1) : rate
        let rest = complement(beta1, element)
        let v = slots[1] + (square(g) - slots[1]) * complement(beta2, element)
        let spread = v / (1 - pow(rounded(beta2, element), t))
        let z = slots[0] - rate * g / (sqrt(spread) + epsilon)
        let weight = 1 / t
        let average = (p - rest * slots[0]) / beta1
        let x = (1 - weight) * average + weight * z
        return (rest * z + beta1 * x, [z, v])
    }
}

extension Optimizer where Self == ScheduleFreeAdamW {
    /// ScheduleFreeAdamW with a rate of 0.0025.
    public static var scheduleFreeAdamW: ScheduleFreeAdamW { ScheduleFreeAdamW() }
    /// ScheduleFreeAdamW with a learning rate.
    public static func scheduleFreeAdamW(learningRate: Double) -> ScheduleFreeAdamW {
        ScheduleFreeAdamW(learningRate: learningRate)
    }
}
