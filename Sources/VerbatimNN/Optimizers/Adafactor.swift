import VerbatimGraph
import VerbatimTensor

/// Steps relative to the parameter's size, from mean squares kept by rows and columns (Shazeer and Stern, 2018).
///
/// With `t = iterations + 1`, `rho = min(rate, 1 / sqrt(t))`, `b = 1 - t^beta2Decay` and `s = g * g + epsilon1`:
/// ```
/// r = b * r + (1 - b) * mean(s, last);  c = b * c + (1 - b) * mean(s, last but one)
/// v = (r / mean(r, last)) * c                       of matrices and more; else v = b * v + (1 - b) * s
/// u = g / sqrt(v)
/// p = p - max(epsilon2, rms(p)) * rho * (u / max(1, rms(u) / clipThreshold))
/// ```
/// Keras' `relative_step` changes nothing beside rho, and is not an option here.
///
/// - Source: Keras 3's Adafactor.
public struct Adafactor: RatedOptimizer, Hashable {
    /// The greatest learning rate.
    public var learningRate: Double
    /// The power of the step that fades the mean squares.
    public let beta2Decay: Double
    /// What is added to squares.
    public let epsilon1: Double
    /// The least size of a parameter.
    public let epsilon2: Double
    /// The root mean square at which a step is cut.
    public let clipThreshold: Double

    /// Makes the optimizer of its hyper-parameters.
    public init(
        learningRate: Double = 0.001, beta2Decay: Double = -0.8, epsilon1: Double = 1e-30, epsilon2: Double = 1e-3,
        clipThreshold: Double = 1
    ) {
        self.learningRate = learningRate
        self.beta2Decay = beta2Decay
        self.epsilon1 = epsilon1
        self.epsilon2 = epsilon2
        self.clipThreshold = clipThreshold
    }

    /// Mean squares by rows and by columns, for matrices and more, and of each element.
    public func slots(path: String, type: TensorType) -> [OptimizerSlot] {
        let velocity = OptimizerSlot("velocity", type)
        guard type.rank >= 2, let last = type.shape.last else { return [velocity] }
        return [
            OptimizerSlot("r", type.with(shape: Array(type.shape.dropLast()))),
            OptimizerSlot("c", type.with(shape: type.shape.dropLast(2) + [last])), velocity,
        ]
    }

    /// One step of one parameter at a rate.
    public func callAsFunction(
        gradient g: Tensor, parameter p: Tensor, slots: [Tensor], iterations: Tensor, rate: Tensor
    ) -> (parameter: Tensor, slots: [Tensor]) {
        let t = (iterations + 1).cast(to: p.elementType)
        func size(_ x: Tensor) -> Tensor { sqrt(square(x).mean()) }
        let alpha = maximum(epsilon2.weakTensor, size(p)) * minimum(rate, 1 / sqrt(t))
        let squares = square(g) + epsilon1
        let b = 1 - pow(t, beta2Decay.weakTensor)
        var kept: [Tensor] = []
        let v: Tensor
        if p.rank >= 2 {
            let r = b * slots[0] + (1 - b) * squares.mean(axes: -1)
            let c = b * slots[1] + (1 - b) * squares.mean(axes: -2)
            kept = [r, c]
            let rows = r / r.mean(axes: -1, keepDimensions: true)
            v = rows.expandedDimensions(axes: -1) * c.expandedDimensions(axes: -2)
        } else {
            v = b * slots[0] + (1 - b) * squares
        }
        let u = g / sqrt(v)
        let step = u / maximum(1, size(u) / clipThreshold)
        return (p - alpha * step, kept + [v])
    }
}

extension Optimizer where Self == Adafactor {
    /// Adafactor with a rate of 0.001.
    public static var adafactor: Adafactor { Adafactor() }
    /// Adafactor with a learning rate.
    public static func adafactor(learningRate: Double) -> Adafactor { Adafactor(learningRate: learningRate) }
}
