import VerbatimGraph
import VerbatimTensor

/// Adds a random number to the pixels in training, and turns around those from a random threshold on.
///
/// On values from 0 to 255: `y = clip(x + addition, 0, 255)`, then `y < threshold ? y : 255 - y`; both numbers are uniform
/// between the ends of their factors times 255.
///
/// - Shapes: the output has the input's, `[batch, height, width, channels]`
/// - Draws: `addition [batch, 1, 1, 1]`, `threshold [batch, 1, 1, 1]`
public final class Solarization: UnaryLayer {
    /// The range of what is added.
    public let additionFactor: FactorRange
    /// The range of the threshold.
    public let thresholdFactor: FactorRange
    /// The least and the greatest value of a pixel.
    public let valueRange: ValueRange
    /// Replaces the structural path in the keys of the draws.
    public let seed: Int?
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// Makes a solarizing layer.
    public init(
        additionFactor: FactorRange = 0, thresholdFactor: FactorRange = 0, valueRange: ValueRange = [0, 255],
        seed: Int? = nil, name: String? = nil, dtypePolicy: DTypePolicy? = nil
    ) {
        self.additionFactor = additionFactor
        self.thresholdFactor = thresholdFactor
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
        guard context.isTraining else { return image }
        let addition = try context.factor("addition", additionFactor, for: image) * 255.0
        let threshold = try context.factor("threshold", thresholdFactor, for: image) * 255.0
        let shifted = (valueRange.moved(image, to: [0, 255]) + addition).clip(0, 255)
        return ValueRange(0, 255).moved(which(shifted .< threshold, shifted, 255.0 - shifted), to: valueRange)
    }
}
