import VerbatimGraph
import VerbatimTensor

/// The dimensions of a sample in another order.
///
/// - Shapes: dimension i of the output is dimension `dims[i]` of the input, counted from 1; the batch stays first.
public final class Permute: UnaryLayer {
    /// The order of the input's dimensions, counted from 1.
    public let dims: [Int]
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// Makes a layer of an order such as `[2, 1]`.
    public init(_ dims: [Int], name: String? = nil, dtypePolicy: DTypePolicy? = nil) {
        self.dims = dims
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        try context.require(
            dims.sorted() == Array(1...max(1, dims.count)), "has an order that is none", received: "\(dims)",
            expected: "each number from 1 up once")
        try context.expect(x, rank: dims.count + 1, "[batch, ...]")
        return x.transposed([0] + dims)
    }
}
