import VerbatimTensor

/// The rectifier: `x` from the threshold on, `negativeSlope * (x - threshold)` below, at most `maxValue`.
///
/// With threshold and slope 0 it is `max(x, 0)`.
///
/// - Shapes: the output has the input's.
public final class ReLU: UnaryLayer {
    /// The greatest value that comes out; nil sets no bound.
    public let maxValue: Double?
    /// The slope below the threshold.
    public let negativeSlope: Double
    /// Where the input begins to pass.
    public let threshold: Double
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// The mask is passed on.
    public static var passesMask: Bool { true }

    /// Makes a rectifier.
    public init(
        maxValue: Double? = nil, negativeSlope: Double = 0, threshold: Double = 0, name: String? = nil,
        dtypePolicy: DTypePolicy? = nil
    ) {
        self.maxValue = maxValue
        self.negativeSlope = negativeSlope
        self.threshold = threshold
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        try context.require(
            (maxValue ?? 0) >= 0 && negativeSlope >= 0 && threshold >= 0, "has a negative option",
            received: "maxValue \(maxValue.map { "\($0)" } ?? "nil"), slope \(negativeSlope), threshold \(threshold)",
            expected: "numbers of at least 0")
        let rectified: Tensor
        if negativeSlope == 0, threshold == 0 {
            rectified = relu(x)
        } else if negativeSlope == 0 {
            rectified = which(greaterEqual(x, Tensor(floatLiteral: threshold)), x, Tensor.zeros(like: x))
        } else {
            rectified = which(
                greaterEqual(x, Tensor(floatLiteral: threshold)), x, (x - threshold) * negativeSlope)
        }
        return maxValue.map { minimum(rectified, Tensor(floatLiteral: $0)) } ?? rectified
    }
}
