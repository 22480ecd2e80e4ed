import VerbatimGraph
import VerbatimTensor

/// Each place repeated along every spatial dimension.
///
/// - Shapes: `[batch, depth, height, width, channels] -> [batch, depth', height', width', channels]`
public final class UpSampling3D: UnaryLayer {
    /// How often each place is repeated, along each spatial dimension.
    public let size: Extent3D
    /// Where the channels are.
    public let dataFormat: DataFormat
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// Makes a layer of its factors.
    public init(
        _ size: Extent3D = 2, dataFormat: DataFormat = .channelsLast, name: String? = nil,
        dtypePolicy: DTypePolicy? = nil
    ) {
        self.size = size
        self.dataFormat = dataFormat
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
        try context.expect(x, rank: 5, "[batch, depth, height, width, channels]")
        var image = x.channelsLast(from: dataFormat)
        for (axis, factor) in factors.enumerated() where factor > 1 { image = image.repeated(factor, axis: axis + 1) }
        return image.channelsLast(to: dataFormat)
    }
}
