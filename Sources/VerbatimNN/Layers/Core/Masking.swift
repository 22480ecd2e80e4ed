import VerbatimGraph
import VerbatimTensor

/// Leaves out the time steps of which every feature has one value: they become 0, and later layers skip them.
///
/// - Shapes: the output has the input's, `[batch, time, ..., features]`; its mask is `[batch, time, ...]`.
public final class Masking: UnaryLayer {
    /// The value of what is left out.
    public let maskValue: Double
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// Makes a masking layer.
    public init(_ maskValue: Double = 0, name: String? = nil, dtypePolicy: DTypePolicy? = nil) {
        self.maskValue = maskValue
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        try context.expectFloat(x)
        try context.expectBatch(x, atLeast: 2, "[batch, time, ..., features]")
        let counts = notEqual(x, Tensor(floatLiteral: maskValue)).any(axes: -1, keepDimensions: true)
        let result = which(counts, x, Tensor.zeros(like: x))
        context.setMask(counts.squeezed(axes: -1), of: result)
        return result
    }
}
