import VerbatimGraph
import VerbatimTensor

/// Each sample, a vector, n times one after the other.
///
/// - Shapes: `[batch, features] -> [batch, n, features]`
public final class RepeatVector: UnaryLayer {
    /// How often.
    public let n: Int
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// Makes a repeating layer.
    public init(_ n: Int, name: String? = nil, dtypePolicy: DTypePolicy? = nil) {
        self.n = n
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        try context.require(n > 0, "repeats nothing", received: "\(n)", expected: "1 or more")
        try context.expect(x, rank: 2, "[batch, features]")
        return x.expandedDimensions(axes: 1).broadcast(to: [x.shape[0], n, x.shape[1]])
    }
}
