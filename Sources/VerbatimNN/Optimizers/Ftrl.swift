import VerbatimGraph
import VerbatimTensor

/// Follows the regularized leader, which makes weights exactly zero (McMahan et al., 2013).
///
/// ```
/// n = a + g * g
/// l = l + (g + 2 * shrinkage * p) - (n^-power - a^-power) / rate * p
/// q = n^-power / rate + 2 * (l2 + beta / (2 * rate))
/// p = (clip(l, -l1, l1) - l) / q;  a = n
/// ```
/// - Source: Keras 3's Ftrl.
public struct Ftrl: RatedOptimizer, Hashable {
    /// The learning rate.
    public var learningRate: Double
    /// The power of the squares' sum that divides the rate, at most 0.
    public let learningRatePower: Double
    /// The sum of squares before the first step.
    public let initialAccumulatorValue: Double
    /// The weight of the magnitudes.
    public let l1RegularizationStrength: Double
    /// The weight of the squares.
    public let l2RegularizationStrength: Double
    /// By how much a parameter adds to its gradient.
    public let l2ShrinkageRegularizationStrength: Double
    /// What is added to the squares' weight, over twice the rate.
    public let beta: Double

    /// Makes the optimizer of its hyper-parameters.
    public init(
        learningRate: Double = 0.001, learningRatePower: Double = -0.5, initialAccumulatorValue: Double = 0.1,
        l1RegularizationStrength: Double = 0, l2RegularizationStrength: Double = 0,
        l2ShrinkageRegularizationStrength: Double = 0, beta: Double = 0
    ) {
        self.learningRate = learningRate
        self.learningRatePower = learningRatePower
        self.initialAccumulatorValue = initialAccumulatorValue
        self.l1RegularizationStrength = l1RegularizationStrength
        self.l2RegularizationStrength = l2RegularizationStrength
        self.l2ShrinkageRegularizationStrength = l2ShrinkageRegularizationStrength
        self.beta = beta
    }

    /// The sum of squares, from its initial value on, and the linear part.
    public func slots(path: String, type: TensorType) -> [OptimizerSlot] {
        [
            OptimizerSlot("accumulator", type, initial: .constant(initialAccumulatorValue)),
            OptimizerSlot("linear", type),
        ]
    }

    /// One step of one parameter at a rate.
    public func callAsFunction(
        gradient g: Tensor, parameter p: Tensor, slots: [Tensor], iterations: Tensor, rate: Tensor
    ) -> (parameter: Tensor, slots: [Tensor]) {
        let power = (-learningRatePower).weakTensor
        let n = slots[0] + square(g)
        let (before, after) = (pow(slots[0], power), pow(n, power))
        let shrinking = g + (2 * l2ShrinkageRegularizationStrength) * p
        let l = slots[1] + (shrinking - (after - before) / rate * p)
        let q = after / rate + 2 * (l2RegularizationStrength + beta / (2 * rate))
        let l1 = l1RegularizationStrength
        return ((l.clip((-l1).weakTensor, l1.weakTensor) - l) / q, [n, l])
    }
}

extension Optimizer where Self == Ftrl {
    /// Ftrl with a rate of 0.001.
    public static var ftrl: Ftrl { Ftrl() }
    /// Ftrl with a learning rate.
    public static func ftrl(learningRate: Double) -> Ftrl { Ftrl(learningRate: learningRate) }
}
