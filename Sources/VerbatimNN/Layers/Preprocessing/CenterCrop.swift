import VerbatimGraph
import VerbatimTensor

/// The middle of an image; a smaller image is resized to the height and width instead, keeping its aspect ratio.
///
/// - Shapes: `[batch, height, width, channels] -> [batch, height', width', channels]`
public final class CenterCrop: UnaryLayer {
    /// The height of the output.
    public let height: Int
    /// The width of the output.
    public let width: Int
    /// Where the channels are.
    public let dataFormat: DataFormat
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// Makes a cropping layer.
    public init(
        height: Int, width: Int, dataFormat: DataFormat = .channelsLast, name: String? = nil,
        dtypePolicy: DTypePolicy? = nil
    ) {
        self.height = height
        self.width = width
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
            height > 0 && width > 0, "has no size", received: "\(height) by \(width)", expected: "1 or more of each")
        let (rows, columns) = (image.shape[1] - height, image.shape[2] - width)
        guard rows >= 0, columns >= 0 else {
            return resized(image, height: height, width: width, interpolation: .bilinear, cropsToAspectRatio: true)
                .channelsLast(to: dataFormat)
        }
        return image.slice(rows / 2..<rows / 2 + height, axis: 1).slice(columns / 2..<columns / 2 + width, axis: 2)
            .channelsLast(to: dataFormat)
    }
}
