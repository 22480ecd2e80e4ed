import VerbatimGraph
import VerbatimTensor

/// Stands for the mixing of images, which `Dataset.mixedUp(alpha:seed:)` does.
///
/// Passes its input outside training; in training it is refused, because labels are mixed with their images.
///
/// - Shapes: the output has the input's, `[batch, height, width, channels]`
public final class MixUp: UnaryLayer {
    /// How evenly images are mixed.
    public let alpha: Double
    /// Replaces the structural path in the keys of the draws.
    public let seed: Int?
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// Makes a mixing layer.
    public init(alpha: Double = 0.2, seed: Int? = nil, name: String? = nil, dtypePolicy: DTypePolicy? = nil) {
        self.alpha = alpha
        self.seed = seed
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        let image = try context.expectImage(x, .channelsLast)
        try context.require(
            !context.isTraining, "mixes samples of a batch, whose labels a layer does not have", received: "training",
            expected: "inference, and training on dataset.mixedUp(alpha:seed:), which mixes images and labels")
        return image
    }
}
