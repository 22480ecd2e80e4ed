import VerbatimGraph
import VerbatimTensor

/// Spreads the values of each channel of an image evenly, by its histogram.
///
/// Values are counted in `bins`; with c the count of values up to a bin and m the least of them that is not 0, the bin's new
/// value is `round((c - m) / (pixels - m) * (bins - 1))`.
///
/// - Shapes: the output has the input's, `[batch, height, width, channels]`
public final class Equalization: UnaryLayer {
    /// The least and the greatest value of a pixel.
    public let valueRange: ValueRange
    /// The number of values told apart.
    public let bins: Int
    /// Where the channels are.
    public let dataFormat: DataFormat
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// Makes an equalizing layer.
    public init(
        valueRange: ValueRange = [0, 255], bins: Int = 256, dataFormat: DataFormat = .channelsLast, name: String? = nil,
        dtypePolicy: DTypePolicy? = nil
    ) {
        self.valueRange = valueRange
        self.bins = bins
        self.dataFormat = dataFormat
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        let image = try context.expectImage(x, dataFormat)
        try context.require(bins > 1, "tells no values apart", received: "\(bins)", expected: "2 or more")
        return equalized(image, valueRange, bins: bins).channelsLast(to: dataFormat)
    }
}
