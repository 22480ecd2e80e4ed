import VerbatimGraph
import VerbatimTensor

/// Adam with Nesterov's momentum (Dozat, 2015).
///
/// ```
/// u(t) = beta1 * (1 - 0.5 * 0.96^t)                     t = iterations + 1
/// c = c * u(t)
/// m = m + (g - m) * (1 - beta1)
/// v = v + (g * g - v) * (1 - beta2)
/// n = u(t + 1) * m / (1 - c * u(t + 1)) + (1 - u(t)) * g / (1 - c)
/// p = p - n * rate / (sqrt(v / (1 - beta2^t)) + epsilon)
/// ```
/// Keras 2.2.4's form, `.keras2(...)`: `u(t) = beta1 * (1 - 0.5 * 0.96^(t * scheduleDecay))`, and the means as in `Adam`'s.
///
/// - Source: Keras 3's and Keras 2.2.4's Nadam; c is kept for each parameter.
public struct Nadam: RatedOptimizer, Hashable {
    /// The learning rate.
    public var learningRate: Double
    /// How much of the mean gradient is kept in a step.
    public let beta1: Double
    /// How much of the mean square is kept in a step.
    public let beta2: Double
    /// What keeps the division from zero.
    public let epsilon: Double

    private var scheduleDecay: Double?

    /// Makes the optimizer of its hyper-parameters.
    public init(learningRate: Double = 0.001, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-7) {
        self.learningRate = learningRate
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
    }

    /// Keras 2.2.4's form, whose warming depends on `scheduleDecay`.
    public static func keras2(
        learningRate: Double = 0.002, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-7,
        scheduleDecay: Double = 0.004
    ) -> Nadam {
        var optimizer = Nadam(learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon)
        optimizer.scheduleDecay = scheduleDecay
        return optimizer
    }

    /// `momentum` and `velocity`, and the product of the warmed betas, a scalar.
    public func slots(path: String, type: TensorType) -> [OptimizerSlot] {
        [
            OptimizerSlot("momentum", type), OptimizerSlot("velocity", type),
            OptimizerSlot("u_product", type.with(shape: []), initial: .constant(1)),
        ]
    }

    /// One step of one parameter at a rate.
    public func callAsFunction(
        gradient g: Tensor, parameter p: Tensor, slots: [Tensor], iterations: Tensor, rate: Tensor
    ) -> (parameter: Tensor, slots: [Tensor]) {
        if let scheduleDecay {
            return keras2(
                gradient: g, parameter: p, slots: slots, iterations: iterations, rate: rate, scheduleDecay)
        }
        let element = p.elementType
        let t = (iterations + 1).cast(to: element)
        func warmed(_ t: Tensor) -> Tensor { beta1 * (1 - 0.5 * pow(rounded(0.96, element), t)) }
        let (now, next) = (warmed(t), warmed(t + 1))
        let c = slots[2] * now
        let product = c * next
        let m = slots[0] + (g - slots[0]) * complement(beta1, element)
        let v = slots[1] + (square(g) - slots[1]) * complement(beta2, element)
        let n = next * m / (1 - product) + (1 - now) * g / (1 - c)
        let spread = v / (1 - pow(rounded(beta2, element), t))
        return (p - n * rate / (sqrt(spread) + epsilon), [m, v, c])
    }

    private func keras2(
        gradient g: Tensor, parameter p: Tensor, slots: [Tensor], iterations: Tensor, rate: Tensor, _ decay: Double
    ) -> (parameter: Tensor, slots: [Tensor]) {
        let element = p.elementType
        let t = (iterations + 1).cast(to: element)
        func warmed(_ t: Tensor) -> Tensor { beta1 * (1 - 0.5 * pow(rounded(0.96, element), t * decay)) }
        let (now, next) = (warmed(t), warmed(t + 1))
        let c = slots[2] * now
        let m = beta1 * slots[0] + complement(beta1, element) * g
        let v = beta2 * slots[1] + complement(beta2, element) * square(g)
        let mean = (1 - now) * (g / (1 - c)) + next * (m / (1 - c * next))
        let spread = v / (1 - pow(rounded(beta2, element), t))
        return (p - rate * mean / (sqrt(spread) + epsilon), [m, v, c])
    }
}

extension Optimizer where Self == Nadam {
    /// Nadam with a rate of 0.001.
    public static var nadam: Nadam { Nadam() }
    /// Nadam with a learning rate.
    public static func nadam(learningRate: Double) -> Nadam { Nadam(learningRate: learningRate) }
}
