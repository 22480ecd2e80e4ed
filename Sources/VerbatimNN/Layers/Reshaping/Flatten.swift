import VerbatimGraph
import VerbatimTensor

/// Joins all dimensions but the batch, in row-major order; channels that are first are put last before.
///
/// - Shapes: `[batch, a, b, ...] -> [batch, a * b * ...]`; `[batch] -> [batch, 1]`
public final class Flatten: UnaryLayer {
    /// Where the channels are; nil takes the dimensions as they are.
    public let dataFormat: DataFormat?
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// Makes a flattening layer.
    public init(dataFormat: DataFormat? = nil, name: String? = nil, dtypePolicy: DTypePolicy? = nil) {
        self.dataFormat = dataFormat
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        try context.require(
            x.rank >= 1, "got a scalar", received: "shape \(x.shape)", expected: "rank 1 or more: [batch, ...]")
        let ordered = dataFormat == .channelsFirst ? x.channelsLast(from: .channelsFirst) : x
        return ordered.reshaped([x.shape[0], x.shape.dropFirst().reduce(1, *)])
    }
}
