import VerbatimGraph
import VerbatimTensor

/// Stretches each channel of an image to the whole range of values; one of a single value stays as it is.
///
/// - Shapes: the output has the input's, `[batch, height, width, channels]`
public final class AutoContrast: UnaryLayer {
    /// The least and the greatest value of a pixel.
    public let valueRange: ValueRange
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// Makes a contrast layer.
    public init(valueRange: ValueRange = [0, 255], name: String? = nil, dtypePolicy: DTypePolicy? = nil) {
        self.valueRange = valueRange
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        let image = try context.expectImage(x, .channelsLast)
        let scaled = valueRange.moved(image, to: [0, 255])
        let low = scaled.min(axes: [1, 2], keepDimensions: true)
        let high = scaled.max(axes: [1, 2], keepDimensions: true)
        let scale = 255.0 / (high - low)
        let stretched = (scaled * scale + -low * scale).clip(0, 255)
        let result = ValueRange(0, 255).moved(stretched, to: valueRange)
        return which(isNaN(result), image, result)
    }
}
