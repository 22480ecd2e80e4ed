import VerbatimGraph
import VerbatimTensor

/// Steps in units of the root of all squares so far (Duchi et al., 2011).
///
/// ```
/// a = a + g * g
/// p = p - rate * g / sqrt(a + epsilon)
/// ```
/// - Source: Keras 3's Adagrad.
public struct Adagrad: RatedOptimizer, Hashable {
    /// The learning rate.
    public var learningRate: Double
    /// The sum of squares before the first step.
    public let initialAccumulatorValue: Double
    /// What keeps the division from zero.
    public let epsilon: Double

    /// Makes the optimizer of its hyper-parameters.
    public init(learningRate: Double = 0.001, initialAccumulatorValue: Double = 0.1, epsilon: Double = 1e-7) {
        self.learningRate = learningRate
        self.initialAccumulatorValue = initialAccumulatorValue
        self.epsilon = epsilon
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
