import VerbatimGraph
import VerbatimTensor

/// Moves the colours of an image to its luma by a random part in training, kept in range.
///
/// Otherwise it passes its input.
///
/// - Shapes: the output has the input's, `[batch, height, width, channels]`
/// - Draws: `factor [batch, 1, 1, 1]`
public final class RandomColorDegeneration: UnaryLayer {
    /// The range of the part; one number p stands for 0 to p.
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

        try context.expectColours(image)
        let part = try context.factor("factor", factor, for: image)
        return (image + part * (luma(image) - image))
            .clip(Tensor(floatLiteral: valueRange.low), Tensor(floatLiteral: valueRange.high)).channelsLast(
                to: dataFormat)
    }
}
