import VerbatimGraph
import VerbatimTensor

/// Normalises each sample over axes: `y = ((x - mean) * r) * gamma + beta` with `r = rsqrt(variance + epsilon)`.
///
/// Mean and biased variance are taken in two passes. Inputs of 16 bits are normalised in f32.
///
/// - Shapes: the output has the input's, `[batch, ...]` of rank 2 or more.
/// - Parameters: `gamma`, `beta`, the shape of the axes
public final class LayerNormalization: UnaryLayer {
    /// The axes that are normalised together; negative numbers count from the last.
    public let axes: [Int]
    /// What is added to the variance.
    public let epsilon: Double
    /// Whether there is a beta.
    public let center: Bool
    /// Whether there is a gamma.
    public let scale: Bool
    /// What draws beta's initial values.
    public let betaInitializer: Configured<any Initializer>
    /// What draws gamma's initial values.
    public let gammaInitializer: Configured<any Initializer>
    /// The penalty on beta; nil sets none.
    public let betaRegularizer: Configured<any Regularizer>?
    /// The penalty on gamma; nil sets none.
    public let gammaRegularizer: Configured<any Regularizer>?
    /// What beta is made to keep to after each update; nil leaves it free.
    public let betaConstraint: Configured<any Constraint>?
    /// What gamma is made to keep to after each update; nil leaves it free.
    public let gammaConstraint: Configured<any Constraint>?
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// The mask is passed on.
    public static var passesMask: Bool { true }

    /// Makes a normalising layer.
    public init(
        _ axes: [Int] = [-1], epsilon: Double = 1e-3, center: Bool = true, scale: Bool = true,
        betaInitializer: any Initializer = .zeros, gammaInitializer: any Initializer = .ones,
        betaRegularizer: (any Regularizer)? = nil, gammaRegularizer: (any Regularizer)? = nil,
        betaConstraint: (any Constraint)? = nil, gammaConstraint: (any Constraint)? = nil, name: String? = nil,
        dtypePolicy: DTypePolicy? = nil
    ) {
        self.axes = axes
        self.epsilon = epsilon
        self.center = center
        self.scale = scale
        self.betaInitializer = Configured(betaInitializer)
        self.gammaInitializer = Configured(gammaInitializer)
        self.betaRegularizer = betaRegularizer.map { Configured($0) }
        self.gammaRegularizer = gammaRegularizer.map { Configured($0) }
        self.betaConstraint = betaConstraint.map { Configured($0) }
        self.gammaConstraint = gammaConstraint.map { Configured($0) }
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
        let shape = places.map { x.shape[$0] }
        let spread = x.shape.indices.map { places.contains($0) ? x.shape[$0] : 1 }
        var y = standardized(wide, axes: places, epsilon: epsilon)
        if scale {
            let gamma = try context.parameter(
                "gamma", shape, gammaInitializer.value, elementType: wide.elementType,
                regularizer: gammaRegularizer?.value,
                constraint: gammaConstraint?.value)
            y = y * gamma.reshaped(spread)
        }
        if center {
            let beta = try context.parameter(
                "beta", shape, betaInitializer.value, elementType: wide.elementType,
                regularizer: betaRegularizer?.value,
                constraint: betaConstraint?.value)
            y = y + beta.reshaped(spread)
        }
        return y.cast(to: x.elementType)
    }
}
