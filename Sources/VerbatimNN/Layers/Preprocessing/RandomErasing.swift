import VerbatimGraph
import VerbatimTensor

/// Puts a random box of one value, or of noise, into an image with a probability in training.
///
/// Otherwise it passes its input.
///
/// - Shapes: the output has the input's, `[batch, height, width, channels]`
/// - Draws: `probability`, `apply`, `area`, `top`, `left`, `[batch, 1, 1, 1]` each, and `noise` of the images' shape
public final class RandomErasing: UnaryLayer {
    /// The range of the probability; one number p stands for 0 to p.
    public let factor: FactorRange
    /// The range of the box's part of the image.
    public let scale: FactorRange
    /// The value of the box; nil draws noise.
    public let fillValue: Double?
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
        _ factor: FactorRange = 1, scale: FactorRange = [0.02, 0.33], fillValue: Double? = nil,
        valueRange: ValueRange = [0, 255], dataFormat: DataFormat = .channelsLast, seed: Int? = nil,
        name: String? = nil, dtypePolicy: DTypePolicy? = nil
    ) {
        self.factor = factor
        self.scale = scale
        self.fillValue = fillValue
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
        let (height, width) = (Double(image.shape[1]), Double(image.shape[2]))
        let side = sqrt(try context.factor("area", scale, for: image))
        let (tall, wide) = (side * height, side * width)
        let top = (try context.factor("top", [0, 1], for: image)) * (height - tall)
        let left = (try context.factor("left", [0, 1], for: image)) * (width - wide)
        let rows = Tensor.iota([1, image.shape[1], 1, 1], axis: 1).cast(to: image.elementType)
        let columns = Tensor.iota([1, 1, image.shape[2], 1], axis: 2).cast(to: image.elementType)
        let inside = (rows .>= top) .& (rows .< top + tall) .& (columns .>= left) .& (columns .< left + wide) .& applies
        let fill =
            try fillValue.map { Tensor.full(like: image, Tensor(floatLiteral: $0)) }
            ?? (try context.uniform("noise", shape: image.shape).cast(to: image.elementType) * valueRange.width
                + valueRange.low)
        return which(inside.broadcast(to: image.shape), fill, image).channelsLast(to: dataFormat)
    }
}
