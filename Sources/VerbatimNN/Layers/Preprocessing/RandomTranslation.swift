import VerbatimGraph
import VerbatimTensor

/// Moves an image by random parts of its height and width in training.
///
/// Otherwise it passes its input.
///
/// - Shapes: the output has the input's, `[batch, height, width, channels]`
/// - Draws: `height [batch, 1, 1, 1]`, `width [batch, 1, 1, 1]`
public final class RandomTranslation: UnaryLayer {
    /// The range of the move down; one number p stands for -p to p.
    public let heightFactor: FactorRange
    /// The range of the move to the right; one number p stands for -p to p.
    public let widthFactor: FactorRange
    /// What lies outside an image.
    public let fillMode: FillMode
    /// How pixels are read: nearest or bilinear.
    public let interpolation: Interpolation
    /// The value outside an image for `constant`.
    public let fillValue: Double
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
        _ heightFactor: FactorRange, _ widthFactor: FactorRange, fillMode: FillMode = .reflect,
        interpolation: Interpolation = .bilinear, fillValue: Double = 0, dataFormat: DataFormat = .channelsLast,
        seed: Int? = nil, name: String? = nil, dtypePolicy: DTypePolicy? = nil
    ) {
        self.heightFactor = heightFactor
        self.widthFactor = widthFactor
        self.fillMode = fillMode
        self.interpolation = interpolation
        self.fillValue = fillValue
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
        let down = try context.factor("height", heightFactor.symmetric, for: image) * image.shape[1]
        let right = try context.factor("width", widthFactor.symmetric, for: image) * image.shape[2]
        let (zero, one) = (Tensor.zeros(like: down), Tensor.ones(like: down))
        let transform = [one, zero, -right, zero, one, -down, zero, zero]

        return image.affine(transform, interpolation: interpolation, fill: fillMode, value: fillValue)
            .channelsLast(to: dataFormat)
    }
}
