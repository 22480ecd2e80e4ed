import VerbatimTensor

/// Adam's direction in steps relative to the parameter's norm (You et al., 2020).
///
/// ```
/// m = m + (g - m) * (1 - beta1)
/// v = v + (g * g - v) * (1 - beta2)
/// u = (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)     t = iterations + 1
/// p = p - (|p| / |u|) * rate * u                                   1 where a norm is 0
/// ```
///
/// - Source: Keras 3's Lamb.
public struct Lamb: RatedOptimizer, Hashable {
    /// The learning rate.
    public var learningRate: Double
    /// How much of the mean gradient is kept in a step.
    public let beta1: Double
    /// How much of the mean square is kept in a step.
    public let beta2: Double
    /// What keeps the division from zero.
    public let epsilon: Double

    /// Makes the optimizer of its hyper-parameters.
    public init(learningRate: Double = 0.001, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-7) {
        self.learningRate = learningRate
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
    }

    /// `momentum` and `velocity`.
    public var slotNames: [String] { ["momentum", "velocity"] }

    /// One step of one parameter at a rate.
    public func callAsFunction(
        gradient g: Tensor, parameter p: Tensor, slots: [Tensor], iterations: Tensor, rate: Tensor
    ) -> (parameter: Tensor, slots: [Tensor]) {
        let element = p.elementType
        let t = (iterations + 1).cast(to: element)
        let m = slots[0] + (g - slots[0]) * (1 - beta1)
        let v = slots[1] + (square(g) - slots[1]) * (1 - beta2)
        let mean = m / (1 - pow(rounded(beta1, element), t))
        let spread = v / (1 - pow(rounded(beta2, element), t))
        let u = mean / (sqrt(spread) + epsilon)
        let (size, length) = (sqrt(square(p).sum()), sqrt(square(u).sum()))
        let ratio = which((size .> 0) .& (length .> 0), size / length, 1)
        return (p - ratio * rate * u, [m, v])
    }
}

extension Optimizer where Self == Lamb {
    /// Lamb with a rate of 0.001.
    public static var lamb: Lamb { Lamb() }
    /// Lamb with a learning rate.
    public static func lamb(learningRate: Double) -> Lamb { Lamb(learningRate: learningRate) }
}
