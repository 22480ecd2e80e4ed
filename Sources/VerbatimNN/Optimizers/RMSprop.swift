import VerbatimTensor

/// Steps in units of the gradient's recent root mean square (Tieleman and Hinton, 2012).
///
/// Keras 3's form, with `c = a`, or centered `c = a - m * m`:
/// ```
/// a = rho * a + (1 - rho) * (g * g)
/// m = rho * m + (1 - rho) * g             centered
/// d = rate * g / sqrt(c + epsilon)
/// p = p - d                               without momentum
/// b = momentum * b + d;  p = p - b        with momentum
/// ```
/// Keras 2.2.4's form, `.keras2(...)`:
/// ```
/// rate = rate * (1 / (1 + decay * iterations))
/// a = rho * a + (1 - rho) * (g * g)
/// p = p - rate * g / (sqrt(a) + epsilon)
/// ```
/// - Source: Keras 3's and Keras 2.2.4's RMSprop.
public struct RMSprop: RatedOptimizer, Hashable {
    /// The learning rate.
    public var learningRate: Double
    /// How much of the mean square is kept in a step.
    public let rho: Double
    /// How much of the last step is kept; 0 keeps nothing.
    public let momentum: Double
    /// What keeps the division from zero: under the root in Keras 3's form, beside it in Keras 2's.
    public let epsilon: Double
    /// Whether the square of the mean is taken from the mean square.
    public let centered: Bool
    private let isKeras2: Bool
    private let schedule: LearningRateDecay

    /// Makes Keras 3's form.
    public init(
        learningRate: Double = 0.001, rho: Double = 0.9, momentum: Double = 0, epsilon: Double = 1e-7,
        centered: Bool = false
    ) {
        self.learningRate = learningRate
        self.rho = rho
        self.momentum = momentum
        self.epsilon = epsilon
        self.centered = centered
        isKeras2 = false
        schedule = LearningRateDecay(decay: 0, iterationsOffset: 0)
    }

    private init(keras2 learningRate: Double, _ rho: Double, _ epsilon: Double, _ schedule: LearningRateDecay) {
        self.learningRate = learningRate
        self.rho = rho
        self.epsilon = epsilon
        self.schedule = schedule
        momentum = 0
        centered = false
        isKeras2 = true
    }

    /// Keras 2.2.4's form: the rate decays by `1 / (1 + decay * iterations)`, and epsilon stands beside the root.
    ///
    /// - Parameters:
    ///   - learningRate: The learning rate.
    ///   - rho: How much of the mean square is kept in a step.
    ///   - epsilon: What keeps the division from zero.
    ///   - decay: The decay of the rate.
    ///   - iterationsOffset: Added to the number of steps taken; 1 replays TensorFlow 1.13, which counted before reading.
    public static func keras2(
        learningRate: Double = 0.001, rho: Double = 0.9, epsilon: Double = 1e-7, decay: Double = 0,
        iterationsOffset: Int = 0
    ) -> RMSprop {
        RMSprop(
            keras2: learningRate, rho, epsilon, LearningRateDecay(decay: decay, iterationsOffset: iterationsOffset))
    }

    /// `velocity`, then `momentum` and `average_gradient` where they are used.
    public var slotNames: [String] {
        ["velocity"] + (momentum == 0 ? [] : ["momentum"]) + (centered ? ["average_gradient"] : [])
    }

    /// One step of one parameter at a rate.
    public func callAsFunction(
        gradient g: Tensor, parameter p: Tensor, slots: [Tensor], iterations: Tensor, rate: Tensor
    ) -> (parameter: Tensor, slots: [Tensor]) {
        let rate = schedule.rate(rate, iterations: iterations, p.elementType)
        if isKeras2 {
            let a = rho * slots[0] + complement(rho, p.elementType) * square(g)
            return (p - rate * g / (sqrt(a) + epsilon), [a])
        }

        let a = rho * slots[0] + (1 - rho) * square(g)
        var updated = [a]
        var c = a
        if centered {
            let m = rho * slots[slots.count - 1] + (1 - rho) * g
            updated.append(m)
            c = a - square(m)
        }
        let d = rate * g / sqrt(c + epsilon)
        guard momentum != 0 else { return (p - d, updated) }
        let b = momentum * slots[1] + d
        updated.insert(b, at: 1)
        return (p - b, updated)
    }
}

extension Optimizer where Self == RMSprop {
    /// RMSprop with a rate of 0.001.
    public static var rmsprop: RMSprop { RMSprop() }
    /// RMSprop in Keras 3's form.
    public static func rmsprop(
        learningRate: Double, rho: Double = 0.9, momentum: Double = 0, epsilon: Double = 1e-7, centered: Bool = false
    ) -> RMSprop {
        RMSprop(learningRate: learningRate, rho: rho, momentum: momentum, epsilon: epsilon, centered: centered)
    }
}
