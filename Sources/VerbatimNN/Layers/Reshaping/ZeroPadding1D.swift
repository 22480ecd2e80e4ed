import VerbatimGraph
import VerbatimTensor

/// The input with zeros put around it.
///
/// - Shapes: `[batch, length, channels] -> [batch, length', channels]`
public final class ZeroPadding1D: UnaryLayer {
    /// How many zeros go before and behind.
    public let padding: EdgePair
    /// Where the channels are.
    public let dataFormat: DataFormat
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// Makes a padding layer.
    public init(
        _ padding: EdgePair = 1, dataFormat: DataFormat = .channelsLast, name: String? = nil,
        dtypePolicy: DTypePolicy? = nil
    ) {
        self.padding = padding
        self.dataFormat = dataFormat
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        let edges = [padding]
        try context.require(
            edges.count == 1 && edges.allSatisfy { $0.low >= 0 && $0.high >= 0 }, "has paddings without sense",
            received: "\(edges.map(\.list))", expected: "one pair of numbers of at least 0")
        try context.expect(x, rank: 3, "[batch, length, channels]")
        let sides = [.zero] + edges.map { EdgePadding($0.low, $0.high) } + [.zero]
        return x.channelsLast(from: dataFormat).padded(sides, with: Tensor.zeros([], x.elementType))
            .channelsLast(to: dataFormat)
    }
}
