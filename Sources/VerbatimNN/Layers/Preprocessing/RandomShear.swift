import VerbatimGraph
import VerbatimTensor

/// Shears an image by random parts in training.
///
/// Otherwise it passes its input.
///
/// - Shapes: the output has the input's, `[batch, height, width, channels]`
/// - Draws: `x`, `y`, `x sign` and `y sign`, `[batch, 1, 1, 1]` each
public final class RandomShear: UnaryLayer {
    /// The range of the shear to the right; one number p stands for 0 to p.
    public let xFactor: FactorRange
    /// The range of the shear down; one number p stands for 0 to p.
    public let yFactor: FactorRange
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
        xFactor: FactorRange = 0, yFactor: FactorRange = 0, fillMode: FillMode = .reflect,
        interpolation: Interpolation = .bilinear, fillValue: Double = 0, dataFormat: DataFormat = .channelsLast,
        seed: Int? = nil, name: String? = nil, dtypePolicy: DTypePolicy? = nil
    ) {
        self.xFactor = xFactor
        self.yFactor = yFactor
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
        let signX = which(
            try context.factor("x sign", [0, 1], for: image) .< 0.5, Tensor(-1 as Float), Tensor(1 as Float))
        let signY = which(
            try context.factor("y sign", [0, 1], for: image) .< 0.5, Tensor(-1 as Float), Tensor(1 as Float))
        let x = signX.cast(to: image.elementType) * (try context.factor("x", xFactor, for: image))
        let y = signY.cast(to: image.elementType) * (try context.factor("y", yFactor, for: image))
        let (zero, one) = (Tensor.zeros(like: x), Tensor.ones(like: x))
        let transform = [one, x, zero, y, one, zero, zero, zero]

        return image.affine(transform, interpolation: interpolation, fill: fillMode, value: fillValue)
            .channelsLast(to: dataFormat)
    }
}
