import VerbatimGraph
import VerbatimTensor

/// Normalises each feature over the batch: `y = ((x - mean) * r) * gamma + beta` with `r = rsqrt(variance + epsilon)`.
///
/// In training, mean and biased variance are the batch's, and the moving ones become
/// `moving * f32(momentum) + batch * f32(1 - momentum)`, 1 - momentum formed in Double. Otherwise the moving ones serve,
/// so that a row's result does not depend on the rows beside it. Inputs of 16 bits are normalised in f32.
///
/// - Shapes: the output has the input's, `[batch, ...]` of rank 2 or more.
/// - Parameters: `gamma [features]`, `beta [features]`
/// - States: `moving_mean [features]`, `moving_variance [features]`; all of the element type that it computes in
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
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// Makes a normalising layer.
    public init(
        axis: Int = -1, momentum: Double = 0.99, epsilon: Double = 1e-3, center: Bool = true, scale: Bool = true,
        name: String? = nil, dtypePolicy: DTypePolicy? = nil
    ) {
        self.axis = axis
        self.momentum = momentum
        self.epsilon = epsilon
        self.center = center
        self.scale = scale
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        guard x.elementType.isNarrowFloat else { return try normalized(x, &context) }
        return try normalized(x.cast(to: .f32), &context).cast(to: x.elementType)
    }

    private func normalized(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        guard x.rank >= 2 else {
            throw VerbatimError(
                .shape, "\(context.description) got an input of another rank", received: "shape \(x.shape)",
                expected: "rank 2 or more: [batch, ..., features]")
        }
        let axis = self.axis < 0 ? self.axis + x.rank : self.axis
        try context.require(
            axis > 0 && axis < x.rank, "has an axis that its input lacks, or the batch's",
            received: "axis \(self.axis), input \(x.shape)", expected: "from 1 to \(x.rank - 1)")
        try context.expectFloat(x)
        let (shape, type) = ([x.shape[axis]], x.elementType)
        let gamma = scale ? try context.parameter("gamma", shape, .ones, elementType: type) : nil
        let beta = center ? try context.parameter("beta", shape, .zeros, elementType: type) : nil
        let movingMean = try context.state("moving_mean", shape, .zeros, elementType: type)
        let movingVariance = try context.state("moving_variance", shape, .ones, elementType: type)
        guard context.isTraining else {
            return normalized(x, axis, movingMean, movingVariance, gamma, beta)
        }
        try context.require(
            x.count > 0, "has no batch to take a mean of", received: "shape \(x.shape)", expected: "1 sample or more")
        let composite = BatchNormalizationComposite(
            epsilon: epsilon, featureDimension: axis, scale: scale, center: center)
        let results = Tensor.apply(
            [x, gamma, beta].compactMap { $0 }, results: 3, file: #fileID, line: #line
        ) { try $0.composite(composite, operands: $1) }
        let rest: Double = 1 - momentum
        try context.update("moving_mean", to: movingMean * momentum + results[1] * rest)
        try context.update("moving_variance", to: movingVariance * momentum + results[2] * rest)
        return results[0]
    }

    private func normalized(
        _ x: Tensor, _ axis: Int, _ mean: Tensor, _ variance: Tensor, _ gamma: Tensor?, _ beta: Tensor?
    ) -> Tensor {
        func spread(_ features: Tensor) -> Tensor {
            var shape = x.shape.map { _ in 1 }
            shape[axis] = x.shape[axis]
            return features.reshaped(shape)
        }
        var y = (x - spread(mean)) * spread(rsqrt(variance + epsilon))
        if let gamma { y = y * spread(gamma) }
        if let beta { y = y + spread(beta) }
        return y
    }
}
