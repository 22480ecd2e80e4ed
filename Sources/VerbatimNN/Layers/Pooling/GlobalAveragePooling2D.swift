import VerbatimGraph
import VerbatimTensor

/// The mean over height and width, by channel.
///
/// - Shapes: `[batch, height, width, channels] -> [batch, channels]`, or `[batch, 1, 1, channels]` where the dimensions
///   are kept.
public final class GlobalAveragePooling2D: UnaryLayer {
    /// Where the channels are.
    public let dataFormat: DataFormat
    /// Whether the spatial dimensions stay, with size 1.
    public let keepDimensions: Bool
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// Makes a pooling layer.
    public init(
        dataFormat: DataFormat = .channelsLast, keepDimensions: Bool = false, name: String? = nil,
        dtypePolicy: DTypePolicy? = nil
    ) {
        self.dataFormat = dataFormat
        self.keepDimensions = keepDimensions
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        try context.expect(x, rank: 4, "[batch, height, width, channels]")
        try context.expectFloat(x)
        let image = x.channelsLast(from: dataFormat)
        let axes: Axes = [1, 2]
        try context.require(
            image.shape[1..<3].allSatisfy { $0 > 0 }, "has nothing to take a mean of", received: "input \(x.shape)",
            expected: "height and width of at least 1")
        let result = image.mean(axes: axes, keepDimensions: keepDimensions)
        return keepDimensions ? result.channelsLast(to: dataFormat) : result
    }
}
