import VerbatimGraph
import VerbatimTensor

/// Turns the hue of an image by a random part of half the circle in training.
///
/// Otherwise it passes its input.
///
/// - Shapes: the output has the input's, `[batch, height, width, channels]`
/// - Draws: `sign [batch, 1, 1, 1]`, `factor [batch, 1, 1, 1]`
public final class RandomHue: UnaryLayer {
    /// The range of the part; one number p stands for 0 to p.
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

        try context.expectColours(image)
        let sign = which(
            try context.factor("sign", [0, 1], for: image) .> 0.5, Tensor(-1 as Float), Tensor(1 as Float))
        let turn = (sign.cast(to: image.elementType) * (try context.factor("factor", factor, for: image)) * 0.5)
        let hsv = valueRange.moved(image, to: [0, 1]).rgbToHSV()
        var hue = hsv.slice(0..<1, axis: 3) + turn
        hue = which(hue .> 1, hue - 1, hue)
        hue = which(hue .< 0, hue + 1, hue)
        let turned = concatenate([hue, hsv.slice(1..<3, axis: 3)], axis: 3).hsvToRGB().clip(0, 1)
        return ValueRange(0, 1).moved(turned, to: valueRange).channelsLast(to: dataFormat)
    }
}
