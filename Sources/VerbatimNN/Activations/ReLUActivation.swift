import VerbatimTensor

/// The rectifier: `max(x, 0)`, with -0 and NaN as in `maximum`; with options a slope below, a ceiling, a threshold.
///
/// With a threshold t and a slope s below it: `x` above t, else `-s * max(t - x, 0)`. A ceiling m moves what lies above the
/// threshold into `[0, m]`.
public struct ReLUActivation: ActivationFunction, Hashable {
    /// `relu`.
    public static let typeName: String = "relu"

    /// The slope below the threshold.
    public let negativeSlope: Double
    /// The greatest value; nil bounds nothing.
    public let maxValue: Double?
    /// What the input has to exceed.
    public let threshold: Double

    private enum Key: String, CodingKey { case negativeSlope, maxValue, threshold }

    /// Makes the function of its options.
    public init(negativeSlope: Double = 0, maxValue: Double? = nil, threshold: Double = 0) {
        self.negativeSlope = negativeSlope
        self.maxValue = maxValue
        self.threshold = threshold
    }

    /// Reads the options that are written.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        self.init(
            negativeSlope: try container.decodeIfPresent(Double.self, forKey: .negativeSlope) ?? 0,
            maxValue: try container.decodeIfPresent(Double.self, forKey: .maxValue),
            threshold: try container.decodeIfPresent(Double.self, forKey: .threshold) ?? 0)
    }

    /// Writes the options that differ from the plain rectifier's.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        if negativeSlope != 0 { try container.encode(negativeSlope, forKey: .negativeSlope) }
        try container.encodeIfPresent(maxValue, forKey: .maxValue)
        if threshold != 0 { try container.encode(threshold, forKey: .threshold) }
    }

    /// The rectifier: `max(x, 0)`, with -0 and NaN as in `maximum`; with options a slope below, a ceiling, a threshold.
    public func callAsFunction(_ x: Tensor) -> Tensor {
        if negativeSlope != 0, maxValue == nil, threshold == 0 {
            return LeakyReLUActivation(negativeSlope: negativeSlope)(x)
        }
        var y = threshold == 0 ? x.relu() : which(x .> threshold, x, 0)
        if let maxValue { y = maxValue == 6 && threshold == 0 ? minimum(y, 6) : y.clip(0, maxValue.weakTensor) }
        guard negativeSlope != 0 else { return y }
        return y - (threshold == 0 ? -x : threshold - x).relu() * negativeSlope
    }
}

extension ActivationFunction where Self == ReLUActivation {
    /// The rectifier: `max(x, 0)`, with -0 and NaN as in `maximum`.
    public static var relu: ReLUActivation { ReLUActivation() }
    /// The rectifier with a slope below, a ceiling or a threshold.
    public static func relu(
        negativeSlope: Double = 0, maxValue: Double? = nil, threshold: Double = 0
    ) -> ReLUActivation {
        ReLUActivation(negativeSlope: negativeSlope, maxValue: maxValue, threshold: threshold)
    }
}
