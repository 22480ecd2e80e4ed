import VerbatimGraph
import VerbatimTensor

/// Steps in units of the root of all squares so far (Duchi et al., 2011).
///
/// ```
/// a = a + g * g
/// p = p - rate * g / sqrt(a + epsilon)
/// ```
/// Keras 2.2.4's form, `.keras2(...)`: `p = p - rate * g / (sqrt(a) + epsilon)`, with a rate that decays.
///
/// - Source: Keras 3's and Keras 2.2.4's Adagrad.
public struct Adagrad: RatedOptimizer, Hashable {
    /// The learning rate.
    public var learningRate: Double
    /// The sum of squares before the first step.
    public let initialAccumulatorValue: Double
    /// What keeps the division from zero.
    public let epsilon: Double

    private var keras2: LearningRateDecay?

    /// Makes the optimizer of its hyper-parameters.
    public init(learningRate: Double = 0.001, initialAccumulatorValue: Double = 0.1, epsilon: Double = 1e-7) {
        self.learningRate = learningRate
        self.initialAccumulatorValue = initialAccumulatorValue
        self.epsilon = epsilon
    }

    /// Keras 2.2.4's form: sums from 0, epsilon beside the root, a rate that decays by `1 / (1 + decay * iterations)`.
    public static func keras2(
        learningRate: Double = 0.01, epsilon: Double = 1e-7, decay: Double = 0
    ) -> Adagrad {
        var optimizer = Adagrad(learningRate: learningRate, initialAccumulatorValue: 0, epsilon: epsilon)
        optimizer.keras2 = LearningRateDecay(decay: decay, iterationsOffset: 0)
        return optimizer
    }

    /// `accumulator`.
    public var slotNames: [String] { ["accumulator"] }

    /// The sum of squares, from its initial value on.
    public func slots(path: String, type: TensorType) -> [OptimizerSlot] {
        [OptimizerSlot("accumulator", type, initial: .constant(initialAccumulatorValue))]
    }

    /// One step of one parameter at a rate.
    public func callAsFunction(
        gradient g: Tensor, parameter p: Tensor, slots: [Tensor], iterations: Tensor, rate: Tensor
    ) -> (parameter: Tensor, slots: [Tensor]) {
        if let keras2 {
            let a = slots[0] + square(g)
            let rate = keras2.rate(rate, iterations: iterations, p.elementType)
            return (p - rate * g / (sqrt(a) + epsilon), [a])
        }
        let a = slots[0] + square(g)
        return (p - rate * g / sqrt(a + epsilon), [a])
    }
}

extension Optimizer where Self == Adagrad {
    /// Adagrad with a rate of 0.001.
    public static var adagrad: Adagrad { Adagrad() }
    /// Adagrad with a learning rate.
    public static func adagrad(learningRate: Double) -> Adagrad { Adagrad(learningRate: learningRate) }
}
