import VerbatimGraph
import VerbatimTensor

/// Images in another size, by interpolation.
///
/// - Shapes: `[batch, height, width, channels] -> [batch, height', width', channels]`
public final class Resizing: UnaryLayer {
    /// The height of the output.
    public let height: Int
    /// The width of the output.
    public let width: Int
    /// How new pixels are made.
    public let interpolation: Interpolation
    /// Whether the image is cropped to the output's proportions first.
    public let cropToAspectRatio: Bool
    /// Whether the image is padded to the output's proportions first.
    public let padToAspectRatio: Bool
    /// What is padded with.
    public let fillValue: Double
    /// Whether the kernel is widened where the image shrinks.
    public let antialias: Bool
    /// Where the channels are.
    public let dataFormat: DataFormat
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// Makes a resizing layer.
    public init(
        _ height: Int, _ width: Int, interpolation: Interpolation = .bilinear, cropToAspectRatio: Bool = false,
        padToAspectRatio: Bool = false, fillValue: Double = 0, antialias: Bool = false,
        dataFormat: DataFormat = .channelsLast, name: String? = nil, dtypePolicy: DTypePolicy? = nil
    ) {
        self.height = height
        self.width = width
        self.interpolation = interpolation
        self.cropToAspectRatio = cropToAspectRatio
        self.padToAspectRatio = padToAspectRatio
        self.fillValue = fillValue
        self.antialias = antialias
        self.dataFormat = dataFormat
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        let image = try context.expectImage(x, dataFormat)
        try context.require(
            height > 0 && width > 0 && !(cropToAspectRatio && padToAspectRatio), "has no size, or both crops and pads",
            received: "\(height) by \(width)", expected: "1 or more of each, and one of crop and pad at most")
        return resized(
            image, height: height, width: width, interpolation: interpolation, antialias: antialias,
            cropsToAspectRatio: cropToAspectRatio, pad: padToAspectRatio ? fillValue : nil
        ).channelsLast(to: dataFormat)
    }
}
