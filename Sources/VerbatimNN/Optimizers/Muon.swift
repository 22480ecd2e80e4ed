import VerbatimGraph
import VerbatimTensor

/// Moves matrices along the orthogonal matrix nearest to their momentum, and all else by `AdamW` (Jordan et al., 2024).
///
/// Of a matrix, with `x = o(momentum * m + g)` in Nesterov's form, else `o(m)`:
/// ```
/// m = m + (g + m * (momentum - 1))
/// p = p - (rate * x) * sqrt(max(rows, columns)) * rmsRate
/// ```
/// `o` divides by `|x| + 1e-7` and takes `nsSteps` steps of `x = a * x + (b * A + (c * A) · A) · x` with `A = x · x^T`, on
/// the transpose where there are more rows than columns. Parameters shrink first, as in `AdamW`.
///
/// - Source: Keras 3's Muon.
public struct Muon: RatedOptimizer, JointOptimizer, Hashable {
    /// The learning rate.
    public var learningRate: Double
    /// By how much of itself, times the rate, a matrix shrinks in each step.
    public let weightDecay: Double
    /// By how much of itself, times the rate, any other parameter shrinks in each step.
    public let adamWeightDecay: Double
    /// How much of the mean gradient the other parameters keep.
    public let adamBeta1: Double
    /// How much of the mean square the other parameters keep.
    public let adamBeta2: Double
    /// What keeps the other parameters' division from zero.
    public let epsilon: Double
    /// Parameters whose path contains one of these texts are moved by `AdamW`.
    public let excludeLayers: [String]
    /// Whether embeddings are moved by `AdamW`.
    public let excludeEmbeddings: Bool
    /// The polynomial of a step towards the orthogonal matrix: a, b, c.
    public let coefficients: [Double]
    /// The other parameters' rate, relative to the matrices'.
    public let adamLearningRateRatio: Double
    /// How much of the momentum is kept in a step.
    public let momentum: Double
    /// How many steps are taken towards the orthogonal matrix.
    public let nsSteps: Int
    /// Whether the gradient counts ahead of the momentum.
    public let nesterov: Bool
    /// The root mean square that a step is scaled to; nil scales nothing.
    public let rmsRate: Double?
    /// Parameters whose path contains one of these texts do not shrink; nil is none.
    public let excludeFromWeightDecay: [String]?

    /// Makes the optimizer of its hyper-parameters.
    public init(
        learningRate: Double = 0.001, weightDecay: Double = 0.004, adamWeightDecay: Double = 0.004,
        adamBeta1: Double = 0.9, adamBeta2: Double = 0.999, epsilon: Double = 1e-7, excludeLayers: [String] = [],
        excludeEmbeddings: Bool = true, coefficients: [Double] = [3.4445, -4.7750, 2.0315],
        adamLearningRateRatio: Double = 1, momentum: Double = 0.95, nsSteps: Int = 5, nesterov: Bool = true,
        rmsRate: Double? = 0.2, excludeFromWeightDecay: [String]? = nil
    ) {
        self.learningRate = learningRate
        self.weightDecay = weightDecay
        self.adamWeightDecay = adamWeightDecay
        self.adamBeta1 = adamBeta1
        self.adamBeta2 = adamBeta2
        self.epsilon = epsilon
        self.excludeLayers = excludeLayers
        self.excludeEmbeddings = excludeEmbeddings
        self.coefficients = coefficients
        self.adamLearningRateRatio = adamLearningRateRatio
        self.momentum = momentum
        self.nsSteps = nsSteps
        self.nesterov = nesterov
        self.rmsRate = rmsRate
        self.excludeFromWeightDecay = excludeFromWeightDecay
    }

    /// `momentum`, and `velocity` for what `AdamW` moves.
    public func slots(path: String, type: TensorType) -> [OptimizerSlot] {
        let isMatrix =
            type.rank == 2 && !(excludeEmbeddings && path.lowercased().contains("embedding"))
            && !excludeLayers.contains(where: path.contains)
        return [OptimizerSlot("momentum", type)] + (isMatrix ? [] : [OptimizerSlot("velocity", type)])
    }

    /// One step of all parameters at the learning rate.
    public func update(_ parameters: [ParameterStep], iterations: Tensor) -> [ParameterStep] {
        update(parameters, iterations: iterations, rate: rounded(learningRate, parameters.rateType))
    }

    /// One step of all parameters at a rate; those that are excluded do not shrink.
    public func update(_ parameters: [ParameterStep], iterations: Tensor, rate: Tensor) -> [ParameterStep] {
        parameters.map { step in
            let isFree = (excludeFromWeightDecay ?? []).contains(where: step.path.contains)
            var step = step
            (step.parameter, step.slots) = moved(
                gradient: step.gradient, parameter: step.parameter, slots: step.slots, iterations: iterations,
                rate: rate.cast(to: step.parameter.elementType), shrinks: !isFree)
            return step
        }
    }

    /// One step of one parameter at a rate; whether it has a velocity says which rule moves it.
    public func callAsFunction(
        gradient: Tensor, parameter: Tensor, slots: [Tensor], iterations: Tensor, rate: Tensor
    ) -> (parameter: Tensor, slots: [Tensor]) {
        moved(
            gradient: gradient, parameter: parameter, slots: slots, iterations: iterations, rate: rate, shrinks: true)
    }

    private func moved(
        gradient g: Tensor, parameter p: Tensor, slots: [Tensor], iterations: Tensor, rate: Tensor, shrinks: Bool
    ) -> (parameter: Tensor, slots: [Tensor]) {
        guard slots.count == 1 else {
            let shrunk = adamWeightDecay == 0 || !shrinks ? p : p - (p * adamWeightDecay) * rate
            return AdamStep(beta1: adamBeta1, beta2: adamBeta2, epsilon: epsilon)(
                gradient: g, parameter: shrunk, slots: slots, iterations: iterations,
                rate: adamLearningRateRatio == 1 ? rate : rate * adamLearningRateRatio)
        }
        let shrunk = weightDecay == 0 || !shrinks ? p : p - (p * weightDecay) * rate
        let m = slots[0] + (g + slots[0] * (rounded(momentum, g.elementType) - 1))
        var step = rate * orthogonal(nesterov ? g + momentum * m : m)
        if let rmsRate {
            step = step * Double(max(p.shape[0], p.shape[1])).squareRoot() * rmsRate
        }
        return (shrunk - step, [m])
    }

    private func orthogonal(_ matrix: Tensor) -> Tensor {
        let isTall = matrix.shape[0] > matrix.shape[1]
        var x = isTall ? matrix.transposed() : matrix
        x = x / (sqrt(square(x).sum()) + 1e-7)
        let (a, b, c) = (coefficients[0], coefficients[1], coefficients[2])
        for _ in 0..<nsSteps {
            let product = matmul(x, x.transposed())
            x = a * x + matmul(b * product + matmul(c * product, product), x)
        }
        return isTall ? x.transposed() : x
    }
}

extension Optimizer where Self == Muon {
    /// Muon with a rate of 0.001.
    public static var muon: Muon { Muon() }
    /// Muon with a learning rate.
    public static func muon(learningRate: Double) -> Muon { Muon(learningRate: learningRate) }
}
