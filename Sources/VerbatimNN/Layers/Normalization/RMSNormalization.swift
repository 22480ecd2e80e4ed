import VerbatimGraph
import VerbatimTensor

/// Scales each sample by the root of its mean square over axes: `y = (x * r) * scale`, `r = rsqrt(mean(x * x) + epsilon)`.
///
/// Inputs of 16 bits are normalised in f32.
///
/// - Shapes: the output has the input's, `[batch, ...]` of rank 2 or more.
/// - Parameters: `scale`, the shape of the axes
public final class RMSNormalization: UnaryLayer {
    /// The axes that are normalised together; negative numbers count from the last.
    public let axes: [Int]
    /// What is added to the mean square.
    public let epsilon: Double
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// Makes a normalising layer.
    public init(_ axes: [Int] = [-1], epsilon: Double = 1e-6, name: String? = nil, dtypePolicy: DTypePolicy? = nil) {
        self.axes = axes
        self.epsilon = epsilon
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        try context.expectFloat(x)
        try context.expectBatch(x, atLeast: 2, "[batch, ..., features]")
        let places = try context.places(axes, of: x)
        let wide = x.elementType.isNarrowFloat ? x.cast(to: .f32) : x
        let scale = try context.parameter(
            "scale", places.map { x.shape[$0] }, .ones, elementType: wide.elementType)
        let spread = x.shape.indices.map { places.contains($0) ? x.shape[$0] : 1 }
        let meanSquare = square(wide).mean(axes: Axes(places), keepDimensions: true)
        return (wide * rsqrt(meanSquare + epsilon) * scale.reshaped(spread)).cast(to: x.elementType)
    }
}
