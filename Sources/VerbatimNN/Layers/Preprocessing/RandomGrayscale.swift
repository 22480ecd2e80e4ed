import VerbatimGraph
import VerbatimTensor

/// Takes the colours from an image with a probability in training: every channel becomes its luma.
///
/// The luma is `0.2989 * red + 0.587 * green + 0.114 * blue`.
///
/// Otherwise it passes its input.
///
/// - Shapes: the output has the input's, `[batch, height, width, channels]`
/// - Draws: `apply [batch, 1, 1, 1]`
public final class RandomGrayscale: UnaryLayer {
    /// The probability.
    public let factor: Double
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
        _ factor: Double = 0.5, dataFormat: DataFormat = .channelsLast, seed: Int? = nil, name: String? = nil,
        dtypePolicy: DTypePolicy? = nil
    ) {
        self.factor = factor
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
        let applies = try context.factor("apply", [0, 1], for: image) .< factor
        return which(applies, luma(image).broadcast(to: image.shape), image).channelsLast(to: dataFormat)
    }
}
