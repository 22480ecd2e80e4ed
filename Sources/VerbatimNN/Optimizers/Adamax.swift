import VerbatimTensor

/// Adam with the greatest magnitude in the mean square's place (Kingma and Ba, 2015).
///
/// ```
/// m = m + (g - m) * (1 - beta1)
/// u = max(beta2 * u, |g|)
/// p = p - rate * m / ((1 - beta1^t) * (u + epsilon))     t = iterations + 1
/// ```
/// Keras 2.2.4's form, `.keras2(...)`: `m = beta1 * m + (1 - beta1) * g`, `p = p - (rate / (1 - beta1^t)) * m / (u + epsilon)`.
///
/// - Source: Keras 3's and Keras 2.2.4's Adamax.
public struct Adamax: RatedOptimizer, Hashable {
    /// The learning rate.
    public var learningRate: Double
    /// How much of the mean gradient is kept in a step.
    public let beta1: Double
    /// How much of the greatest magnitude is kept in a step.
    public let beta2: Double
    /// What keeps the division from zero.
    public let epsilon: Double

    private var keras2: LearningRateDecay?

    /// Makes the optimizer of its hyper-parameters.
    public init(learningRate: Double = 0.001, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-7) {
        self.learningRate = learningRate
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
    }

    /// Keras 2.2.4's form: epsilon beside the norm alone, a rate that decays by `1 / (1 + decay * iterations)`.
    public static func keras2(
        learningRate: Double = 0.002, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-7,
        decay: Double = 0
    ) -> Adamax {
        var optimizer = Adamax(learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon)
        optimizer.keras2 = LearningRateDecay(decay: decay, iterationsOffset: 0)
        return optimizer
    }

    /// `momentum` and `norm`.
    public var slotNames: [String] { ["momentum", "norm"] }

    /// One step of one parameter at a rate.
    public func callAsFunction(
        gradient g: Tensor, parameter p: Tensor, slots: [Tensor], iterations: Tensor, rate: Tensor
    ) -> (parameter: Tensor, slots: [Tensor]) {
        if let keras2 {
            let element = p.elementType
            let t = (iterations + 1).cast(to: element)
            let rate = keras2.rate(rate, iterations: iterations, element) / (1 - pow(rounded(beta1, element), t))
            let m = beta1 * slots[0] + complement(beta1, element) * g
            let u = maximum(beta2 * slots[1], abs(g))
            return (p - rate * m / (u + epsilon), [m, u])
        }
        let element = p.elementType
        let t = (iterations + 1).cast(to: element)
        let m = slots[0] + (g - slots[0]) * (1 - beta1)
        let u = maximum(beta2 * slots[1], abs(g))
        let correction = 1 - pow(rounded(beta1, element), t)
        return (p - rate * m / (correction * (u + epsilon)), [m, u])
    }
}

extension Optimizer where Self == Adamax {
    /// Adamax with a rate of 0.001.
    public static var adamax: Adamax { Adamax() }
    /// Adamax with a learning rate.
    public static func adamax(learningRate: Double) -> Adamax { Adamax(learningRate: learningRate) }
}
