import VerbatimGraph
import VerbatimTensor

/// Turns an image about its middle by a random angle in training.
///
/// Otherwise it passes its input.
///
/// - Shapes: the output has the input's, `[batch, height, width, channels]`
/// - Draws: `angle [batch, 1, 1, 1]`
public final class RandomRotation: UnaryLayer {
    /// The range of the angle as a part of a whole turn; one number p stands for -p to p.
    public let factor: FactorRange
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
        _ factor: FactorRange, fillMode: FillMode = .reflect, interpolation: Interpolation = .bilinear,
        fillValue: Double = 0, dataFormat: DataFormat = .channelsLast, seed: Int? = nil, name: String? = nil,
        dtypePolicy: DTypePolicy? = nil
    ) {
        self.factor = factor
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
        let angle = try context.factor("angle", factor.symmetric, for: image) * 6.283185307179586
        let (c, s) = (cos(angle), sin(angle))
        let (height, width) = (Double(image.shape[1] - 1), Double(image.shape[2] - 1))
        let (x, y) = ((width - (c * width - s * height)) / 2, (height - (s * width + c * height)) / 2)
        let (zero, one) = (Tensor.zeros(like: c), Tensor.ones(like: c))
        let transform = [c, -s, x, s, c, y, zero, one].prefix(6) + [zero, zero]

        return image.affine(transform, interpolation: interpolation, fill: fillMode, value: fillValue)
            .channelsLast(to: dataFormat)
    }
}
