import VerbatimGraph
import VerbatimTensor

/// The input without the given numbers of places at the edges.
///
/// - Shapes: `[batch, length, channels] -> [batch, length', channels]`
public final class Cropping1D: UnaryLayer {
    /// How many places go at the start and at the end.
    public let cropping: EdgePair
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// Makes a cropping layer.
    public init(_ cropping: EdgePair = [1, 1], name: String? = nil, dtypePolicy: DTypePolicy? = nil) {
        self.cropping = cropping
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        let edges = [cropping]
        try context.require(
            edges.count == 1 && edges.allSatisfy { $0.low >= 0 && $0.high >= 0 }, "crops what is not there",
            received: "\(edges.map(\.list))", expected: "one pair of numbers of at least 0")
        try context.expect(x, rank: 3, "[batch, length, channels]")
        let image = x
        guard edges.enumerated().allSatisfy({ $1.low + $1.high <= image.shape[$0 + 1] }) else {
            throw VerbatimError(
                .shape, "\(context.description) crops more than its input has", received: "input \(x.shape)",
                expected: "sizes of at least \(edges.map { $0.low + $0.high })")
        }
        let sides = [.zero] + edges.map { EdgePadding(-$0.low, -$0.high) } + [.zero]
        return image.padded(sides, with: Tensor.zeros([], x.elementType))
    }
}
