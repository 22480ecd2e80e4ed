import VerbatimTensor

/// Steps in units of the last steps' root mean square over the gradient's (Zeiler, 2012).
///
/// ```
/// a = rho * a + (1 - rho) * (g * g)
/// d = -(sqrt(s + epsilon) * g / sqrt(a + epsilon))
/// s = rho * s + (1 - rho) * (d * d)
/// p = p + rate * d
/// ```
/// Keras 2.2.4's form, `.keras2(...)`, is the same with a rate that decays.
///
/// - Source: Keras 3's and Keras 2.2.4's Adadelta.
public struct Adadelta: RatedOptimizer, Hashable {
    /// The learning rate.
    public var learningRate: Double
    /// How much of the mean squares is kept in a step.
    public let rho: Double
    /// What keeps the division from zero.
    public let epsilon: Double

    private var keras2: LearningRateDecay?

    /// Makes the optimizer of its hyper-parameters.
    public init(learningRate: Double = 0.001, rho: Double = 0.95, epsilon: Double = 1e-7) {
        self.learningRate = learningRate
        self.rho = rho
        self.epsilon = epsilon
    }

    /// Keras 2.2.4's form, with a rate of 1 that decays by `1 / (1 + decay * iterations)`.
    public static func keras2(
        learningRate: Double = 1, rho: Double = 0.95, epsilon: Double = 1e-7, decay: Double = 0
    ) -> Adadelta {
        var optimizer = Adadelta(learningRate: learningRate, rho: rho, epsilon: epsilon)
        optimizer.keras2 = LearningRateDecay(decay: decay, iterationsOffset: 0)
        return optimizer
    }

    /// The mean squares of gradients and of steps.
    public var slotNames: [String] { ["accumulated_grad", "accumulated_delta_var"] }

    /// One step of one parameter at a rate.
    public func callAsFunction(
        gradient g: Tensor, parameter p: Tensor, slots: [Tensor], iterations: Tensor, rate: Tensor
    ) -> (parameter: Tensor, slots: [Tensor]) {
        let rate = keras2?.rate(rate, iterations: iterations, p.elementType) ?? rate
        let rest = 1 - rho
        let a = rho * slots[0] + rest * square(g)
        let d = -(sqrt(slots[1] + epsilon) * g / sqrt(a + epsilon))
        let s = rho * slots[1] + rest * square(d)
        return (p + rate * d, [a, s])
    }
}

extension Optimizer where Self == Adadelta {
    /// Adadelta with a rate of 0.001.
    public static var adadelta: Adadelta { Adadelta() }
    /// Adadelta with a learning rate.
    public static func adadelta(learningRate: Double) -> Adadelta { Adadelta(learningRate: learningRate) }
}
