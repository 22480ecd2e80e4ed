import VerbatimTensor

/// Gradient descent, with momentum if asked for.
///
/// Without momentum: `p = p - rate * g`. With it:
/// ```
/// v = momentum * v - rate * g
/// p = p + v                               plain
/// p = p + momentum * v - rate * g         Nesterov
/// ```
/// With weight decay, `p - (p * weightDecay) * rate` takes the place of p on the right.
/// `rate` is the learning rate, or with Keras 2's `decay` `rate * (1 / (1 + decay * iterations))`.
///
/// - Source: Keras 3 and Keras 2.2.4, whose rules agree but for `decay`.
public struct SGD: RatedOptimizer, Hashable {
    /// The learning rate.
    public var learningRate: Double
    /// How much of the last step is kept; 0 keeps nothing.
    public let momentum: Double
    /// Whether the gradient counts ahead of the momentum: Nesterov's form.
    public let nesterov: Bool
    /// By how much of itself, times the rate, a parameter shrinks in each step beside its gradient; 0 by default.
    public let weightDecay: Double
    private let schedule: LearningRateDecay

    /// Makes Keras 3's form.
    public init(
        learningRate: Double = 0.01, momentum: Double = 0, nesterov: Bool = false, weightDecay: Double = 0
    ) {
        self.init(learningRate, momentum, nesterov, weightDecay, LearningRateDecay(decay: 0, iterationsOffset: 0))
    }

    private init(
        _ learningRate: Double, _ momentum: Double, _ nesterov: Bool, _ weightDecay: Double,
        _ schedule: LearningRateDecay
    ) {
        self.learningRate = learningRate
        self.momentum = momentum
        self.nesterov = nesterov
        self.weightDecay = weightDecay
        self.schedule = schedule
    }

    /// Keras 2.2.4's form: the rate decays by `1 / (1 + decay * iterations)`.
    ///
    /// - Parameters:
    ///   - learningRate: The learning rate.
    ///   - momentum: How much of the last step is kept.
    ///   - decay: The decay of the rate.
    ///   - nesterov: Whether the gradient counts ahead of the momentum.
    ///   - iterationsOffset: Added to the number of steps taken; 1 replays TensorFlow 1.13, which counted before reading.
    public static func keras2(
        learningRate: Double = 0.01, momentum: Double = 0, decay: Double = 0, nesterov: Bool = false,
        iterationsOffset: Int = 0
    ) -> SGD {
        SGD(
            learningRate, momentum, nesterov, 0, LearningRateDecay(decay: decay, iterationsOffset: iterationsOffset))
    }

    /// `momentum`, if there is any.
    public var slotNames: [String] { momentum == 0 ? [] : ["momentum"] }

    /// One step of one parameter at a rate.
    public func callAsFunction(
        gradient g: Tensor, parameter p: Tensor, slots: [Tensor], iterations: Tensor, rate: Tensor
    ) -> (parameter: Tensor, slots: [Tensor]) {
        let rate = schedule.rate(rate, iterations: iterations, p.elementType)
        let p = weightDecay == 0 ? p : p - (p * weightDecay) * rate
        guard momentum != 0 else { return (p - rate * g, []) }
        let v = momentum * slots[0] - rate * g
        return (nesterov ? p + momentum * v - rate * g : p + v, [v])
    }
}

extension Optimizer where Self == SGD {
    /// Gradient descent with a rate of 0.01.
    public static var sgd: SGD { SGD() }
    /// Gradient descent, with momentum if asked for.
    public static func sgd(
        learningRate: Double, momentum: Double = 0, nesterov: Bool = false, weightDecay: Double = 0
    ) -> SGD {
        SGD(learningRate: learningRate, momentum: momentum, nesterov: nesterov, weightDecay: weightDecay)
    }
}
