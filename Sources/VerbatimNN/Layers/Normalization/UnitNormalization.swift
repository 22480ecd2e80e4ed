import VerbatimGraph
import VerbatimTensor

/// Scales each sample to unit length over axes: `x * rsqrt(max(sum(x * x), 1e-24))`.
///
/// - Shapes: the output has the input's.
public final class UnitNormalization: UnaryLayer {
    /// The axes that are normalised together; negative numbers count from the last.
    public let axes: [Int]
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// The mask is passed on.
    public static var passesMask: Bool { true }

    /// Makes a normalising layer.
    public init(_ axes: [Int] = [-1], name: String? = nil, dtypePolicy: DTypePolicy? = nil) {
        self.axes = axes
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        try context.expectFloat(x)
        return unitNormalized(x, axes: try context.places(axes, of: x, allowsBatch: true))
    }
}
