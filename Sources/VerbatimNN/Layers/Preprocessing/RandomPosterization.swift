import VerbatimGraph
import VerbatimTensor

/// Keeps a random number of the upper bits of each pixel in training, of 8 bits over the value range.
///
/// Otherwise it passes its input.
///
/// - Shapes: the output has the input's, `[batch, height, width, channels]`
/// - Draws: `bits [batch, 1, 1, 1]`
public final class RandomPosterization: UnaryLayer {
    /// The range of the number of bits, from 1 to 8.
    public let factor: FactorRange
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
        _ factor: FactorRange, valueRange: ValueRange = [0, 255], dataFormat: DataFormat = .channelsLast,
        seed: Int? = nil, name: String? = nil, dtypePolicy: DTypePolicy? = nil
    ) {
        self.factor = factor
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
        let image = try context.expectImage(x, dataFormat)
        guard context.isTraining else { return x }

        let bits = floor(try context.factor("bits", factor.fromOne, for: image))
        let step = exp((8 - bits) * 0.6931471805599453)
        let whole = round(step)
        let bytes = floor(valueRange.moved(image, to: [0, 255]).clip(0, 255))
        return ValueRange(0, 255).moved(floor(bytes / whole) * whole, to: valueRange).channelsLast(to: dataFormat)
    }
}
