import VerbatimTensor

/// Steps along the mean gradient in units of its root mean square, both corrected for their start (Kingma and Ba, 2015).
///
/// Keras 3's form, `t = iterations + 1`:
/// ```
/// m = m + (g - m) * (1 - beta1)
/// v = v + (g * g - v) * (1 - beta2)
/// alpha = rate * sqrt(1 - beta2^t) / (1 - beta1^t)
/// p = p - m * alpha / (sqrt(v) + epsilon)
/// ```
/// Keras 2.2.4's form, `.keras2(...)`:
/// ```
/// rate = rate * (1 / (1 + decay * iterations))
/// alpha = rate * (sqrt(1 - beta2^t) / (1 - beta1^t))
/// m = beta1 * m + (1 - beta1) * g
/// v = beta2 * v + (1 - beta2) * (g * g)
/// p = p - alpha * m / (sqrt(v) + epsilon)
/// ```
/// With `amsgrad` the greatest v so far stands under the root. `beta^t` is the `power` operation on the step counter
/// converted to the parameter's element type.
///
/// - Source: Keras 3's and Keras 2.2.4's Adam.
public struct Adam: RatedOptimizer, Hashable {
    /// The learning rate.
    public var learningRate: Double
    /// How much of the mean gradient is kept in a step.
    public let beta1: Double
    /// How much of the mean square is kept in a step.
    public let beta2: Double
    /// What keeps the division from zero, beside the root.
    public let epsilon: Double
    /// Whether the greatest mean square so far is used.
    public let amsgrad: Bool
    private let isKeras2: Bool
    private let schedule: LearningRateDecay

    /// Makes Keras 3's form.
    public init(
        learningRate: Double = 0.001, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-7,
        amsgrad: Bool = false
    ) {
        self.init(
            learningRate, beta1, beta2, epsilon, amsgrad, isKeras2: false,
            LearningRateDecay(decay: 0, iterationsOffset: 0))
    }

    private init(
        _ learningRate: Double, _ beta1: Double, _ beta2: Double, _ epsilon: Double, _ amsgrad: Bool, isKeras2: Bool,
        _ schedule: LearningRateDecay
    ) {
        self.learningRate = learningRate
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
        self.amsgrad = amsgrad
        self.isKeras2 = isKeras2
        self.schedule = schedule
    }

    /// Keras 2.2.4's form: the rate decays by `1 / (1 + decay * iterations)`.
    ///
    /// - Parameters:
    ///   - learningRate: The learning rate.
    ///   - beta1: How much of the mean gradient is kept in a step.
    ///   - beta2: How much of the mean square is kept in a step.
    ///   - epsilon: What keeps the division from zero.
    ///   - decay: The decay of the rate.
    ///   - amsgrad: Whether the greatest mean square so far is used.
    ///   - iterationsOffset: Added to the number of steps taken, in the rate and in t; 1 replays TensorFlow 1.13, which
    ///     counted before reading.
    public static func keras2(
        learningRate: Double = 0.001, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-7,
        decay: Double = 0, amsgrad: Bool = false, iterationsOffset: Int = 0
    ) -> Adam {
        Adam(
            learningRate, beta1, beta2, epsilon, amsgrad, isKeras2: true,
            LearningRateDecay(decay: decay, iterationsOffset: iterationsOffset))
    }

    /// `momentum` and `velocity`, then `velocity_hat` with `amsgrad`.
    public var slotNames: [String] { ["momentum", "velocity"] + (amsgrad ? ["velocity_hat"] : []) }

    /// One step of one parameter at a rate.
    public func callAsFunction(
        gradient g: Tensor, parameter p: Tensor, slots: [Tensor], iterations: Tensor, rate: Tensor
    ) -> (parameter: Tensor, slots: [Tensor]) {
        guard isKeras2 else {
            return AdamStep(beta1: beta1, beta2: beta2, epsilon: epsilon, amsgrad: amsgrad)(
                gradient: g, parameter: p, slots: slots, iterations: iterations, rate: rate)
        }
        let element = p.elementType
        let t = (schedule.count(iterations) + 1).cast(to: element)
        let correction1 = 1 - pow(rounded(beta1, element), t)
        let correction2 = 1 - pow(rounded(beta2, element), t)
        let rate = schedule.rate(rate, iterations: iterations, element)
        let alpha = rate * (sqrt(correction2) / correction1)
        let m = beta1 * slots[0] + complement(beta1, element) * g
        let v = beta2 * slots[1] + complement(beta2, element) * square(g)
        guard amsgrad else { return (p - m * alpha / (sqrt(v) + epsilon), [m, v]) }
        let greatest = maximum(slots[2], v)
        return (p - m * alpha / (sqrt(greatest) + epsilon), [m, v, greatest])
    }
}

extension Optimizer where Self == Adam {
    /// Adam with a rate of 0.001.
    public static var adam: Adam { Adam() }
    /// Adam in Keras 3's form.
    public static func adam(
        learningRate: Double, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-7, amsgrad: Bool = false
    ) -> Adam {
        Adam(learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon, amsgrad: amsgrad)
    }
}
