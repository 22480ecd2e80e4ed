import VerbatimGraph
import VerbatimTensor

/// Each place repeated along every spatial dimension, or the image drawn larger by interpolation.
///
/// - Shapes: `[batch, height, width, channels] -> [batch, height', width', channels]`
public final class UpSampling2D: UnaryLayer {
    /// How often each place is repeated, along each spatial dimension.
    public let size: Extent2D
    /// Where the channels are.
    public let dataFormat: DataFormat
    /// How new places are made.
    public let interpolation: Interpolation
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// Makes a layer of its factors.
    public init(
        _ size: Extent2D = 2, dataFormat: DataFormat = .channelsLast, interpolation: Interpolation = .nearest,
        name: String? = nil, dtypePolicy: DTypePolicy? = nil
    ) {
        self.size = size
        self.dataFormat = dataFormat
        self.interpolation = interpolation
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        let factors = size.list
        try context.require(
            factors.allSatisfy { $0 > 0 }, "repeats nothing", received: "\(factors)", expected: "factors of at least 1")
        try context.expect(x, rank: 4, "[batch, height, width, channels]")
        var image = x.channelsLast(from: dataFormat)
        if interpolation != .nearest {
            try context.expectFloat(x)
            return image.resized(
                height: image.shape[1] * factors[0], width: image.shape[2] * factors[1], interpolation: interpolation
            ).channelsLast(to: dataFormat)
        }
        for (axis, factor) in factors.enumerated() where factor > 1 { image = image.repeated(factor, axis: axis + 1) }
        return image.channelsLast(to: dataFormat)
    }
}
