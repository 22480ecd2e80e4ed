import VerbatimTensor

/// Adam with a decay of the parameters beside their gradient: `p = p - (p * weightDecay) * rate`, then `Adam`'s step.
///
/// - Source: Loshchilov and Hutter, 2019; Keras 3's AdamW.
public struct AdamW: RatedOptimizer, JointOptimizer, Hashable {
    /// The learning rate.
    public var learningRate: Double
    /// By how much of itself, times the rate, a parameter shrinks in each step.
    public let weightDecay: Double
    /// How much of the mean gradient is kept in a step.
    public let beta1: Double
    /// How much of the mean square is kept in a step.
    public let beta2: Double
    /// What keeps the division from zero, beside the root.
    public let epsilon: Double
    /// Whether the greatest mean square so far is used.
    public let amsgrad: Bool
    /// Parameters whose path contains one of these texts do not shrink.
    public let excludeFromWeightDecay: [String]

    /// Makes the optimizer of its hyper-parameters.
    public init(
        learningRate: Double = 0.001, weightDecay: Double = 0.004, beta1: Double = 0.9, beta2: Double = 0.999,
        epsilon: Double = 1e-7, amsgrad: Bool = false, excludeFromWeightDecay: [String] = []
    ) {
        self.learningRate = learningRate
        self.weightDecay = weightDecay
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
        self.amsgrad = amsgrad
        self.excludeFromWeightDecay = excludeFromWeightDecay
    }

    /// Those of `Adam`.
    public var slotNames: [String] { ["momentum", "velocity"] + (amsgrad ? ["velocity_hat"] : []) }

    private var adam: AdamStep { AdamStep(beta1: beta1, beta2: beta2, epsilon: epsilon, amsgrad: amsgrad) }

    /// One step of one parameter at a rate.
    public func callAsFunction(
        gradient g: Tensor, parameter p: Tensor, slots: [Tensor], iterations: Tensor, rate: Tensor
    ) -> (parameter: Tensor, slots: [Tensor]) {
        adam(
            gradient: g, parameter: p - (p * weightDecay) * rate, slots: slots, iterations: iterations, rate: rate)
    }

    /// One step of all parameters at the learning rate.
    public func update(_ parameters: [ParameterStep], iterations: Tensor) -> [ParameterStep] {
        update(parameters, iterations: iterations, rate: rounded(learningRate, parameters.rateType))
    }

    /// One step of all parameters at a rate; those that are excluded do not shrink.
    public func update(_ parameters: [ParameterStep], iterations: Tensor, rate: Tensor) -> [ParameterStep] {
        parameters.map { step in
            let isFree = excludeFromWeightDecay.contains(where: step.path.contains)
            let rate = rate.cast(to: step.parameter.elementType)
            var step = step
            (step.parameter, step.slots) =
                isFree
                ? adam(
                    gradient: step.gradient, parameter: step.parameter, slots: step.slots, iterations: iterations,
                    rate: rate)
                : self(
                    gradient: step.gradient, parameter: step.parameter, slots: step.slots, iterations: iterations,
                    rate: rate)
            return step
        }
    }
}

extension Optimizer where Self == AdamW {
    /// AdamW with a rate of 0.001.
    public static var adamW: AdamW { AdamW() }
    /// AdamW with a learning rate and a decay.
    public static func adamW(learningRate: Double, weightDecay: Double = 0.004) -> AdamW {
        AdamW(learningRate: learningRate, weightDecay: weightDecay)
    }
}
