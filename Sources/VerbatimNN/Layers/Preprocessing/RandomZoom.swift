import VerbatimGraph
import VerbatimTensor

/// Zooms into or out of an image about its middle by random factors in training.
///
/// Positive factors zoom out; without a width factor both axes have one.
///
/// Otherwise it passes its input.
///
/// - Shapes: the output has the input's, `[batch, height, width, channels]`
/// - Draws: `height [batch, 1, 1, 1]`, `width [batch, 1, 1, 1]`
public final class RandomZoom: UnaryLayer {
    /// The range of the height's factor less 1; one number p stands for -p to p.
    public let heightFactor: FactorRange
    /// The range of the width's; nil keeps the proportions.
    public let widthFactor: FactorRange?
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
        _ heightFactor: FactorRange, _ widthFactor: FactorRange? = nil, fillMode: FillMode = .reflect,
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
        let tall = 1 + (try context.factor("height", heightFactor.symmetric, for: image))
        let wide = try widthFactor.map { 1 + (try context.factor("width", $0.symmetric, for: image)) } ?? tall
        let (height, width) = (Double(image.shape[1] - 1), Double(image.shape[2] - 1))
        let zero = Tensor.zeros(like: tall)
        let transform = [wide, zero, (1 - wide) * (width / 2), zero, tall, (1 - tall) * (height / 2), zero, zero]

        return image.affine(transform, interpolation: interpolation, fill: fillMode, value: fillValue)
            .channelsLast(to: dataFormat)
    }
}
