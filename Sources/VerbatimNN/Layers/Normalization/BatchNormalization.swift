import VerbatimGraph
import VerbatimTensor

/// Normalises each feature over the batch: `y = ((x - mean) * r) * gamma + beta` with `r = rsqrt(variance + epsilon)`.
///
/// In training, mean and biased variance are the batch's, and the moving ones become
/// `moving * f32(momentum) + batch * f32(1 - momentum)`, 1 - momentum formed in Double. Otherwise, and
/// in training where the layer is frozen, the moving ones serve, so that a row's result does not depend on the rows
/// beside it. Inputs of 16 bits are normalised in f32.
///
/// With `renorm` the normalised values of training become `y * r + d` before gamma and beta (Ioffe, 2017):
/// `r = sqrt(variance + epsilon) / s` and `d = (mean - renorm_mean) / s` with `s = max(renorm_stddev, sqrt(epsilon))`, both
/// kept to the bounds that it states and taken as constants. The moving variance is then `max(moving_stddev² - epsilon, 0)`.
///
/// Places that a mask leaves out do not count: `mean = sum(m * x) / (sum(m) + 1e-7)`, and so the variance of `m * x - mean`.
///
/// - Shapes: the output has the input's, `[batch, ...]` of rank 2 or more.
/// - Parameters: `gamma [features]`, `beta [features]`
/// - States: `moving_mean [features]`, `moving_variance [features]`, and with `renorm` `moving_stddev`, `renorm_mean` and
///   `renorm_stddev`; all of the element type that it computes in
public final class BatchNormalization: UnaryLayer {
    /// The dimension of the features; negative numbers count from the last.
    public let axis: Int
    /// The part of a moving statistic that a step keeps.
    public let momentum: Double
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
    /// What draws the moving mean's initial values.
    public let movingMeanInitializer: Configured<any Initializer>
    /// What draws the moving variance's initial values.
    public let movingVarianceInitializer: Configured<any Initializer>
    /// The penalty on beta; nil sets none.
    public let betaRegularizer: Configured<any Regularizer>?
    /// The penalty on gamma; nil sets none.
    public let gammaRegularizer: Configured<any Regularizer>?
    /// What beta is made to keep to after each update; nil leaves it free.
    public let betaConstraint: Configured<any Constraint>?
    /// What gamma is made to keep to after each update; nil leaves it free.
    public let gammaConstraint: Configured<any Constraint>?
    /// The bounds and the momentum of batch renormalisation; nil does without.
    public let renorm: BatchRenormalization?
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// The mask is passed on.
    public static var passesMask: Bool { true }

    /// Makes a normalising layer.
    public init(
        axis: Int = -1, momentum: Double = 0.99, epsilon: Double = 1e-3, center: Bool = true, scale: Bool = true,
        betaInitializer: any Initializer = .zeros, gammaInitializer: any Initializer = .ones,
        movingMeanInitializer: any Initializer = .zeros, movingVarianceInitializer: any Initializer = .ones,
        betaRegularizer: (any Regularizer)? = nil, gammaRegularizer: (any Regularizer)? = nil,
        betaConstraint: (any Constraint)? = nil, gammaConstraint: (any Constraint)? = nil,
        renorm: BatchRenormalization? = nil, name: String? = nil, dtypePolicy: DTypePolicy? = nil
    ) {
        self.axis = axis
        self.momentum = momentum
        self.epsilon = epsilon
        self.center = center
        self.scale = scale
        self.betaInitializer = Configured(betaInitializer)
        self.gammaInitializer = Configured(gammaInitializer)
        self.movingMeanInitializer = Configured(movingMeanInitializer)
        self.movingVarianceInitializer = Configured(movingVarianceInitializer)
        self.betaRegularizer = betaRegularizer.map { Configured($0) }
        self.gammaRegularizer = gammaRegularizer.map { Configured($0) }
        self.betaConstraint = betaConstraint.map { Configured($0) }
        self.gammaConstraint = gammaConstraint.map { Configured($0) }
        self.renorm = renorm
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        guard x.elementType.isNarrowFloat else { return try normalized(x, context.mask(of: x), &context) }
        return try normalized(x.cast(to: .f32), context.mask(of: x), &context).cast(to: x.elementType)
    }

    private func normalized(_ x: Tensor, _ mask: Tensor?, _ context: inout CallContext) throws -> Tensor {
        try context.expectBatch(x, atLeast: 2, "[batch, ..., features]")
        let axis = try context.places([self.axis], of: x)[0]
        try context.expectFloat(x)
        let (shape, type) = ([x.shape[axis]], x.elementType)
        let gamma =
            scale
            ? try context.parameter(
                "gamma", shape, gammaInitializer.value, elementType: type, regularizer: gammaRegularizer?.value,
                constraint: gammaConstraint?.value) : nil
        let beta =
            center
            ? try context.parameter(
                "beta", shape, betaInitializer.value, elementType: type, regularizer: betaRegularizer?.value,
                constraint: betaConstraint?.value) : nil
        let movingMean = try context.state("moving_mean", shape, movingMeanInitializer.value, elementType: type)
        let movingVariance = try context.state(
            "moving_variance", shape, movingVarianceInitializer.value, elementType: type)
        let stored = try renorm.map { _ in try renormalization(shape, type, &context) }
        guard context.isTraining, context.isTrainable else {
            return normalized(x, axis, movingMean, movingVariance, gamma, beta)
        }
        try context.require(
            x.count > 0, "has no batch to take a mean of", received: "shape \(x.shape)", expected: "1 sample or more")
        let rest: Double = 1 - momentum
        if let renorm, let stored {
            let (plain, mean, variance) =
                try mask.map { try masked(x, $0, axis, nil, nil, context) } ?? whole(x, axis, nil, nil, isScaled: false)
            let deviation = sqrt(variance + epsilon)
            let (r, d) = renorm.corrections(
                mean: mean, deviation: deviation, renormMean: stored.renormMean,
                renormDeviation: stored.renormDeviation,
                epsilon: epsilon)
            let next = stored.deviation * momentum + deviation * rest
            try context.update("renorm_mean", to: renorm.moved(stored.renormMean, towards: mean))
            try context.update("renorm_stddev", to: renorm.moved(stored.renormDeviation, towards: deviation))
            try context.update("moving_mean", to: movingMean * momentum + mean * rest)
            try context.update("moving_stddev", to: next)
            try context.update("moving_variance", to: relu(square(next) - epsilon))
            let offset = gamma.map { d * $0 } ?? d
            return plain * spread(gamma.map { r * $0 } ?? r, x, axis)
                + spread(beta.map { offset + $0 } ?? offset, x, axis)
        }
        let (y, mean, variance) =
            try mask.map { try masked(x, $0, axis, gamma, beta, context) }
            ?? whole(x, axis, gamma, beta)
        try context.update("moving_mean", to: movingMean * momentum + mean * rest)
        try context.update("moving_variance", to: movingVariance * momentum + variance * rest)
        return y
    }

    /// What batch renormalisation keeps besides.
    private func renormalization(
        _ shape: [Int], _ type: ElementType, _ context: inout CallContext
    ) throws -> (deviation: Tensor, renormMean: Tensor, renormDeviation: Tensor) {
        (
            try context.state("moving_stddev", shape, .ones, elementType: type),
            try context.state("renorm_mean", shape, movingMeanInitializer.value, elementType: type),
            try context.state("renorm_stddev", shape, .ones, elementType: type)
        )
    }

    private func whole(
        _ x: Tensor, _ axis: Int, _ gamma: Tensor?, _ beta: Tensor?, isScaled: Bool = true
    ) -> (Tensor, mean: Tensor, variance: Tensor) {
        let composite = BatchNormalizationComposite(
            epsilon: epsilon, featureDimension: axis, scale: scale && isScaled, center: center && isScaled)
        let results = Tensor.apply(
            [x, gamma, beta].compactMap { $0 }, results: 3, file: #fileID, line: #line
        ) { try $0.composite(composite, operands: $1) }
        return (results[0], results[1], results[2])
    }

    private func masked(
        _ x: Tensor, _ mask: Tensor, _ axis: Int, _ gamma: Tensor?, _ beta: Tensor?, _ context: CallContext
    ) throws -> (Tensor, mean: Tensor, variance: Tensor) {
        guard mask.shape == Array(x.shape.dropLast()) else {
            throw VerbatimError(
                .shape, "\(context.description) got a mask that does not suit its input",
                received: "shape \(mask.shape)",
                expected: "\(Array(x.shape.dropLast())) for input \(x.shape)")
        }
        let weights = mask.cast(to: x.elementType).expandedDimensions(axes: -1).broadcast(to: x.shape)
        let others = Axes(x.shape.indices.filter { $0 != axis })
        let count = weights.sum(axes: others) + 1e-7
        let weighted = weights * x
        let mean = weighted.sum(axes: others) / count
        let variance = (weights * square(weighted - spread(mean, x, axis))).sum(axes: others) / count
        return (normalized(x, axis, mean, variance, gamma, beta), mean, variance)
    }

    private func spread(_ features: Tensor, _ x: Tensor, _ axis: Int) -> Tensor {
        features.reshaped(x.shape.indices.map { $0 == axis ? x.shape[axis] : 1 })
    }

    private func normalized(
        _ x: Tensor, _ axis: Int, _ mean: Tensor, _ variance: Tensor, _ gamma: Tensor?, _ beta: Tensor?
    ) -> Tensor {
        var y = (x - spread(mean, x, axis)) * spread(rsqrt(variance + epsilon), x, axis)
        if let gamma { y = y * spread(gamma, x, axis) }
        if let beta { y = y + spread(beta, x, axis) }
        return y
    }
}
