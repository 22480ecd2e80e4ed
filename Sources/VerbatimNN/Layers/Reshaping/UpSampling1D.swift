import VerbatimGraph
import VerbatimTensor

/// Each place repeated along every spatial dimension.
///
/// - Shapes: `[batch, length, channels] -> [batch, length', channels]`
public final class UpSampling1D: UnaryLayer {
    /// How often each place is repeated.
    public let size: Int
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// Makes a layer of its factors.
    public init(_ size: Int = 2, name: String? = nil, dtypePolicy: DTypePolicy? = nil) {
        self.size = size
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        let factors = [size]
        try context.require(
            factors.allSatisfy { $0 > 0 }, "repeats nothing", received: "\(factors)", expected: "factors of at least 1")
        try context.expect(x, rank: 3, "[batch, length, channels]")
        var image = x
        for (axis, factor) in factors.enumerated() where factor > 1 { image = image.repeated(factor, axis: axis + 1) }
        return image
    }
}
