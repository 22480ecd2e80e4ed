import VerbatimTensor

/// Steps of one size in the sign of an interpolated mean gradient (Chen et al., 2023).
///
/// ```
/// p = p - rate * sign(m * beta1 + g * (1 - beta1))
/// m = m * beta2 + g * (1 - beta2)
/// ```
/// - Source: Keras 3's Lion.
public struct Lion: RatedOptimizer, Hashable {
    /// The learning rate.
    public var learningRate: Double
    /// How much the mean gradient counts in a step.
    public let beta1: Double
    /// How much of the mean gradient is kept in a step.
    public let beta2: Double

    /// Makes the optimizer of its hyper-parameters.
    public init(learningRate: Double = 0.001, beta1: Double = 0.9, beta2: Double = 0.99) {
        self.learningRate = learningRate
        self.beta1 = beta1
        self.beta2 = beta2
    }

    /// `momentum`.
    public var slotNames: [String] { ["momentum"] }

    /// One step of one parameter at a rate.
    public func callAsFunction(
        gradient g: Tensor, parameter p: Tensor, slots: [Tensor], iterations: Tensor, rate: Tensor
    ) -> (parameter: Tensor, slots: [Tensor]) {
        let element = p.elementType
        let direction = sign(slots[0] * beta1 + g * complement(beta1, element))
        return (p - rate * direction, [slots[0] * beta2 + g * complement(beta2, element)])
    }
}

extension Optimizer where Self == Lion {
    /// Lion with a rate of 0.001.
    public static var lion: Lion { Lion() }
    /// Lion with a learning rate.
    public static func lion(learningRate: Double) -> Lion { Lion(learningRate: learningRate) }
}
