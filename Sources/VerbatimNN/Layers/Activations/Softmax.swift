import VerbatimGraph
import VerbatimTensor

/// `e / sum(e)` along an axis, with `e = exp(x - max(x))`.
///
/// - Shapes: the output has the input's.
public final class Softmax: UnaryLayer {
    /// The axis; negative numbers count from the last.
    public let axis: Int
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// Makes a softmax layer.
    public init(axis: Int = -1, name: String? = nil, dtypePolicy: DTypePolicy? = nil) {
        self.axis = axis
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        try context.require(
            axis >= -x.rank && axis < x.rank, "has an axis that its input lacks",
            received: "axis \(axis), input \(x.shape)", expected: "an axis from \(-x.rank) to \(x.rank - 1)")
        try context.expectFloat(x)
        return softmax(x, axis: axis)
    }
}
