import VerbatimGraph
import VerbatimTensor

/// Turns each image around with probability 1/2 in training, along one axis or along each.
///
/// Otherwise it passes its input.
///
/// - Shapes: the output has the input's, `[batch, height, width, channels]`
/// - Draws: `horizontal [batch, 1, 1, 1]`, `vertical [batch, 1, 1, 1]`
public final class RandomFlip: UnaryLayer {
    /// The axes along which images may be turned around.
    public let mode: FlipMode
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
        _ mode: FlipMode = .horizontalAndVertical, dataFormat: DataFormat = .channelsLast, seed: Int? = nil,
        name: String? = nil, dtypePolicy: DTypePolicy? = nil
    ) {
        self.mode = mode
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

        var result = image
        if mode != .vertical {
            let flips = try context.factor("horizontal", [0, 1], for: image) .<= 0.5
            result = which(flips, result.reversed(axes: [2]), result)
        }
        if mode != .horizontal {
            let flips = try context.factor("vertical", [0, 1], for: image) .<= 0.5
            result = which(flips, result.reversed(axes: [1]), result)
        }
        return result.channelsLast(to: dataFormat)
    }
}
