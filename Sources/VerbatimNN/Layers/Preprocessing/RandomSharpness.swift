import VerbatimGraph
import VerbatimTensor

/// Sharpens or blurs an image in training: `x + (1 - 2 f) * (smooth - x)`, f random, kept in range.
///
/// The smooth image weighs a pixel by 5/13 and its neighbours by 1/13.
///
/// Otherwise it passes its input.
///
/// - Shapes: the output has the input's, `[batch, height, width, channels]`
/// - Draws: `factor [batch, 1, 1, 1]`
public final class RandomSharpness: UnaryLayer {
    /// The range of f; one number p stands for 0 to p.
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

        let scale = try context.factor("factor", factor, for: image) * 2
        let channels = image.shape[3]
        let (near, middle): (Double, Double) = (1 / 13, 5 / 13)
        let row = [near, near, near, near, middle, near, near, near, near]
        let kernel = Tensor(shape: [3, 3, 1, 1], row).cast(to: image.elementType).tiled([1, 1, channels, 1])
        let smooth = depthwiseConvolution(image, kernel, padding: .same)
        return (image + (1 - scale) * (smooth - image))
            .clip(Tensor(floatLiteral: valueRange.low), Tensor(floatLiteral: valueRange.high)).channelsLast(
                to: dataFormat)
    }
}
