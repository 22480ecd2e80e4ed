import VerbatimGraph
import VerbatimTensor

/// Normalises each sample over all positions and a group of features: `y = ((x - mean) * r) * gamma + beta`.
///
/// `r = rsqrt(variance + epsilon)`; mean and biased variance are taken in two passes. With -1 groups each feature is one.
/// Inputs of 16 bits are normalised in f32.
///
/// - Shapes: the output has the input's, `[batch, ...]` of rank 2 or more.
/// - Parameters: `gamma [features]`, `beta [features]`
public final class GroupNormalization: UnaryLayer {
    /// The number of groups; -1 makes each feature one.
    public let groups: Int
    /// The axis of the features; negative numbers count from the last.
    public let axis: Int
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

    /// Makes a normalising layer of a number of groups.
    public init(
        _ groups: Int = 32, axis: Int = -1, epsilon: Double = 1e-3, center: Bool = true, scale: Bool = true,
        betaInitializer: any Initializer = .zeros, gammaInitializer: any Initializer = .ones,
        betaRegularizer: (any Regularizer)? = nil, gammaRegularizer: (any Regularizer)? = nil,
        betaConstraint: (any Constraint)? = nil, gammaConstraint: (any Constraint)? = nil, name: String? = nil,
        dtypePolicy: DTypePolicy? = nil
    ) {
        self.groups = groups
        self.axis = axis
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
        let place = try context.places([axis], of: x)[0]
        let features = x.shape[place]
        let groups = self.groups == -1 ? features : self.groups
        try context.require(
            groups > 0 && features % groups == 0, "has groups that do not divide its features",
            received: "\(self.groups) groups, \(features) features", expected: "a divisor of \(features), or -1")
        let wide = x.elementType.isNarrowFloat ? x.cast(to: .f32) : x
        var grouped = x.shape
        grouped[place] = groups == 0 ? 0 : features / groups
        grouped.insert(groups, at: place)
        let over = (1..<grouped.count).filter { $0 != place }
        var y = standardized(wide.reshaped(grouped), axes: over, epsilon: epsilon).reshaped(x.shape)
        let spread = x.shape.indices.map { $0 == place ? features : 1 }
        if scale {
            let gamma = try context.parameter(
                "gamma", [features], gammaInitializer.value, elementType: wide.elementType,
                regularizer: gammaRegularizer?.value, constraint: gammaConstraint?.value)
            y = y * gamma.reshaped(spread)
        }
        if center {
            let beta = try context.parameter(
                "beta", [features], betaInitializer.value, elementType: wide.elementType,
                regularizer: betaRegularizer?.value, constraint: betaConstraint?.value)
            y = y + beta.reshaped(spread)
        }
        return y.cast(to: x.elementType)
    }
}
