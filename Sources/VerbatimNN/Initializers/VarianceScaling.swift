import VerbatimArithmetic
import VerbatimGraph
import VerbatimTensor

/// Numbers whose variance is `scale / fan`: Glorot's, He's and LeCun's initializers.
///
/// The fans of a shape `[window..., in, out]` are `in` and `out`, each times the window's size; of `[n]` both are n, of a
/// scalar both are 1. With `s = scale / max(1, fan)`, in Double and rounded once to f32 at the end:
/// uniform numbers lie in `[-sqrt(3 s), sqrt(3 s))`; normal ones have the deviation `sqrt(s)`; truncated normal ones
/// `sqrt(s) / 0.87962566103423978` before truncation at two deviations, so that `sqrt(s)` is left.
public struct VarianceScaling: Initializer, Hashable {
    /// Which fan divides the scale.
    public enum Mode: String, Sendable, Hashable, Codable {
        /// The number of inputs of an output.
        case fanIn
        /// The number of outputs of an input.
        case fanOut
        /// The mean of both.
        case fanAverage
    }

    /// How the numbers are distributed.
    public enum Distribution: String, Sendable, Hashable, Codable {
        /// Uniform.
        case uniform
        /// Normal.
        case normal
        /// Normal, truncated at two deviations.
        case truncatedNormal
    }

    /// The variance times the fan.
    public let scale: Double
    /// Which fan divides the scale.
    public let mode: Mode
    /// How the numbers are distributed.
    public let distribution: Distribution

    /// Makes the initializer of its parts.
    public init(scale: Double = 1, mode: Mode = .fanIn, distribution: Distribution = .truncatedNormal) {
        self.scale = scale
        self.mode = mode
        self.distribution = distribution
    }

    /// Draws the numbers.
    ///
    /// - Throws: `VerbatimError` of code `configuration` unless the scale is positive.
    public func values(shape: [Int], stream: RandomStream) throws -> TensorValue {
        guard scale > 0, scale.isFinite else {
            throw VerbatimError(
                .configuration, "the scale of an initializer is not positive", received: "\(scale)",
                expected: "a number above 0")
        }
        let fans = Self.fans(shape)
        let fan: Double =
            switch mode {
            case .fanIn: Double(fans.input)
            case .fanOut: Double(fans.output)
            case .fanAverage: Double(fans.input + fans.output) / 2
            }
        let variance = scale / max(1, fan)
        switch distribution {
        case .uniform:
            let limit = Float((3 * variance).squareRoot())
            return try RandomUniform(low: -limit, high: limit).values(shape: shape, stream: stream)
        case .normal:
            let deviation = Float(variance.squareRoot())
            return try RandomNormal(deviation: deviation).values(shape: shape, stream: stream)
        case .truncatedNormal:
            let deviation = Float(variance.squareRoot() / 0.87962566103423978)
            return try TruncatedNormal(deviation: deviation).values(shape: shape, stream: stream)
        }
    }

    /// The numbers of inputs and outputs that a parameter's shape connects.
    public static func fans(_ shape: [Int]) -> (input: Int, output: Int) {
        switch shape.count {
        case 0: return (1, 1)
        case 1: return (shape[0], shape[0])
        default:
            let window = shape.dropLast(2).reduce(1, *)
            return (shape[shape.count - 2] * window, shape[shape.count - 1] * window)
        }
    }
}

extension Initializer where Self == VarianceScaling {
    /// Uniform with variance `2 / (in + out)`: Glorot and Bengio, 2010.
    public static var glorotUniform: VarianceScaling { VarianceScaling(mode: .fanAverage, distribution: .uniform) }
    /// Truncated normal with variance `2 / (in + out)`: Glorot and Bengio, 2010.
    public static var glorotNormal: VarianceScaling { VarianceScaling(mode: .fanAverage) }
    /// Uniform with variance `2 / in`: He et al., 2015.
    public static var heUniform: VarianceScaling { VarianceScaling(scale: 2, distribution: .uniform) }
    /// Truncated normal with variance `2 / in`: He et al., 2015.
    public static var heNormal: VarianceScaling { VarianceScaling(scale: 2) }
    /// Uniform with variance `1 / in`: LeCun et al., 1998.
    public static var lecunUniform: VarianceScaling { VarianceScaling(distribution: .uniform) }
    /// Truncated normal with variance `1 / in`: LeCun et al., 1998.
    public static var lecunNormal: VarianceScaling { VarianceScaling() }
}
