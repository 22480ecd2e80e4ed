import VerbatimGraph
import VerbatimTensor

/// Random brightness, contrast, saturation and hue, in this order, in training; those without a factor are left out.
///
/// - Shapes: the output has the input's, `[batch, height, width, channels]`
/// - Draws: those of the layers
public final class RandomColorJitter: UnaryLayer {
    /// As in `RandomBrightness`.
    public let brightnessFactor: FactorRange?
    /// As in `RandomContrast`.
    public let contrastFactor: FactorRange?
    /// As in `RandomSaturation`.
    public let saturationFactor: FactorRange?
    /// As in `RandomHue`.
    public let hueFactor: FactorRange?
    /// The least and the greatest value of a pixel.
    public let valueRange: ValueRange
    /// Where the channels are.
    public let dataFormat: DataFormat
    /// Replaces the structural path in the keys of the draws.
    public let seed: Int?
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// Makes a random layer.
    public init(
        brightnessFactor: FactorRange? = nil, contrastFactor: FactorRange? = nil, saturationFactor: FactorRange? = nil,
        hueFactor: FactorRange? = nil, valueRange: ValueRange = [0, 255], dataFormat: DataFormat = .channelsLast,
        seed: Int? = nil, name: String? = nil, dtypePolicy: DTypePolicy? = nil
    ) {
        self.brightnessFactor = brightnessFactor
        self.contrastFactor = contrastFactor
        self.saturationFactor = saturationFactor
        self.hueFactor = hueFactor
        self.valueRange = valueRange
        self.dataFormat = dataFormat
        self.seed = seed
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        _ = try context.expectImage(x, dataFormat)
        guard context.isTraining else { return x }
        var layers: [any Layer] = []
        if let brightnessFactor {
            layers.append(RandomBrightness(brightnessFactor, valueRange: valueRange, seed: seed))
        }
        if let contrastFactor {
            layers.append(RandomContrast(contrastFactor, valueRange: valueRange, dataFormat: dataFormat, seed: seed))
        }
        if let saturationFactor {
            layers.append(
                RandomSaturation(saturationFactor, valueRange: valueRange, dataFormat: dataFormat, seed: seed))
        }
        if let hueFactor {
            layers.append(RandomHue(hueFactor, valueRange: valueRange, dataFormat: dataFormat, seed: seed))
        }
        return try layers.reduce(x) { try context.call($1, [$0])[0] }
    }
}
