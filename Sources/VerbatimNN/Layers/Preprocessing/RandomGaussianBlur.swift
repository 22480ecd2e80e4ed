import VerbatimGraph
import VerbatimTensor

/// Blurs an image with a probability in training, by a normal kernel of one deviation.
///
/// Otherwise it passes its input.
///
/// - Shapes: the output has the input's, `[batch, height, width, channels]`
/// - Draws: `probability [batch, 1, 1, 1]`, `apply [batch, 1, 1, 1]`
public final class RandomGaussianBlur: UnaryLayer {
    /// The range of the probability; one number p stands for 0 to p.
    public let factor: FactorRange
    /// The height and width of the kernel.
    public let kernelSize: Extent2D
    /// The deviation of the kernel.
    public let sigma: Double
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
        _ factor: FactorRange = 1, kernelSize: Extent2D = 3, sigma: Double = 1, valueRange: ValueRange = [0, 255],
        dataFormat: DataFormat = .channelsLast, seed: Int? = nil, name: String? = nil, dtypePolicy: DTypePolicy? = nil
    ) {
        self.factor = factor
        self.kernelSize = kernelSize
        self.sigma = sigma
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

        let probability = try context.factor("probability", factor, for: image)
        let applies = try context.factor("apply", [0, 1], for: image) .< probability
        let blurred = image.gaussianBlurred(height: kernelSize.height, width: kernelSize.width, sigma: [sigma, sigma])
        return which(applies, blurred, image)
            .clip(Tensor(floatLiteral: valueRange.low), Tensor(floatLiteral: valueRange.high)).channelsLast(
                to: dataFormat)
    }
}
