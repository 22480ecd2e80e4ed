import VerbatimTensor

/// Steps in units of the last steps' root mean square over the gradient's (Zeiler, 2012).
///
/// ```
/// a = rho * a + (1 - rho) * (g * g)
/// d = -(sqrt(s + epsilon) * g / sqrt(a + epsilon))
/// s = rho * s + (1 - rho) * (d * d)
/// p = p + rate * d
/// ```
/// - Source: Keras 3's Adadelta.
public struct Adadelta: RatedOptimizer, Hashable {
    /// The learning rate.
    public var learningRate: Double
    /// How much of the mean squares is kept in a step.
    public let rho: Double
    /// What keeps the division from zero.
    public let epsilon: Double

    /// Makes the optimizer of its hyper-parameters.
    public init(learningRate: Double = 0.001, rho: Double = 0.95, epsilon: Double = 1e-7) {
        self.learningRate = learningRate
        self.rho = rho
        self.epsilon = epsilon
    }

    /// The mean squares of gradients and of steps.
    public var slotNames: [String] { ["accumulated_grad", "accumulated_delta_var"] }

    /// One step of one parameter at a rate.
    public func callAsFunction(
        gradient g: Tensor, parameter p: Tensor, slots: [Tensor], iterations: Tensor, rate: Tensor
    ) -> (parameter: Tensor, slots: [Tensor]) {
        let rest = complement(rho, p.elementType)
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
