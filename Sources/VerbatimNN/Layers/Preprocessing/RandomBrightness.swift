import VerbatimGraph
import VerbatimTensor

/// Adds a random number to all pixels of an image in training, and keeps them in their range.
///
/// The number is uniform in the factor's range times the width of the value range.
///
/// Otherwise it passes its input.
///
/// - Shapes: the output has the input's, `[batch, height, width, channels]`
/// - Draws: `delta [batch, 1, 1, 1]`
public final class RandomBrightness: UnaryLayer {
    /// The range of the number, as a part of the value range.
    public let factor: FactorRange
    /// The least and the greatest value of a pixel.
    public let valueRange: ValueRange
    /// Replaces the structural path in the keys of the draws.
    public let seed: Int?
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// Makes a random layer.
    public init(
        _ factor: FactorRange, valueRange: ValueRange = [0, 255], seed: Int? = nil, name: String? = nil,
        dtypePolicy: DTypePolicy? = nil
    ) {
        self.factor = factor
        self.valueRange = valueRange
        self.seed = seed
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        let image = try context.expectImage(x, .channelsLast)
        guard context.isTraining else { return x }

        let delta = try context.factor("delta", factor.symmetric, for: image) * valueRange.width
        return (image + delta).clip(Tensor(floatLiteral: valueRange.low), Tensor(floatLiteral: valueRange.high))
    }
}
