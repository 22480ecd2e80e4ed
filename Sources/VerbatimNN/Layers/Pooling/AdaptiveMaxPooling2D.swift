import VerbatimGraph
import VerbatimTensor

/// The greatest value of as many windows as the output has places, by channel, whatever the input's size.
///
/// Along each dimension window i of n covers the places from `floor(i * size / n)` up to `ceil((i + 1) * size / n)`; the
/// dimensions are folded one after the other.
///
/// - Shapes: `[batch, height, width, channels] -> [batch, height', width', channels]`
public final class AdaptiveMaxPooling2D: UnaryLayer {
    /// The spatial size of the output.
    public let outputSize: Extent2D
    /// Where the channels are.
    public let dataFormat: DataFormat
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// Makes a pooling layer of its output's size.
    public init(
        _ outputSize: Extent2D, dataFormat: DataFormat = .channelsLast, name: String? = nil,
        dtypePolicy: DTypePolicy? = nil
    ) {
        self.outputSize = outputSize
        self.dataFormat = dataFormat
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        let sizes = outputSize.list
        try context.require(
            sizes.allSatisfy { $0 > 0 }, "has no places in its output", received: "\(sizes)",
            expected: "sizes of at least 1")
        try context.expect(x, rank: 4, "[batch, height, width, channels]")
        try context.expectFloat(x)
        try context.require(
            x.shape.dropFirst().allSatisfy { $0 > 0 }, "has nothing to fold", received: "input \(x.shape)",
            expected: "sizes of at least 1")
        var image = x.channelsLast(from: dataFormat)
        for (axis, count) in sizes.enumerated() {
            let size = image.shape[axis + 1]
            let windows = (0..<count).map { place in
                image.slice(place * size / count..<((place + 1) * size + count - 1) / count, axis: axis + 1)
                    .max(axes: [axis + 1], keepDimensions: true)
            }
            image = concatenate(windows, axis: axis + 1)
        }
        return image.channelsLast(to: dataFormat)
    }
}
