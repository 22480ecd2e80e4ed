import VerbatimGraph
import VerbatimTensor

/// The input without the given numbers of places at the edges.
///
/// - Shapes: `[batch, depth, height, width, channels] -> [batch, depth', height', width', channels]`
public final class Cropping3D: UnaryLayer {
    /// How many places go at the start and at the end, for each spatial dimension.
    public let cropping: [EdgePair]
    /// Where the channels are.
    public let dataFormat: DataFormat
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// Makes a cropping layer.
    public init(
        _ cropping: [EdgePair] = [[1, 1], [1, 1], [1, 1]], dataFormat: DataFormat = .channelsLast, name: String? = nil,
        dtypePolicy: DTypePolicy? = nil
    ) {
        self.cropping = cropping
        self.dataFormat = dataFormat
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        let edges = cropping
        try context.require(
            edges.count == 3 && edges.allSatisfy { $0.low >= 0 && $0.high >= 0 }, "crops what is not there",
            received: "\(edges.map(\.list))", expected: "3 pairs of numbers of at least 0")
        try context.expect(x, rank: 5, "[batch, depth, height, width, channels]")
        let image = x.channelsLast(from: dataFormat)
        guard edges.enumerated().allSatisfy({ $1.low + $1.high <= image.shape[$0 + 1] }) else {
            throw VerbatimError(
                .shape, "\(context.description) crops more than its input has", received: "input \(x.shape)",
                expected: "sizes of at least \(edges.map { $0.low + $0.high })")
        }
        let sides = [.zero] + edges.map { EdgePadding(-$0.low, -$0.high) } + [.zero]
        return image.padded(sides, with: Tensor.zeros([], x.elementType)).channelsLast(to: dataFormat)
    }
}
