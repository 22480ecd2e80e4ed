/// Batch normalisation in training: `y = ((x - mean) * r) * gamma + beta` with `r = rsqrt(variance + epsilon)`.
///
/// Mean and biased variance are those of each feature over samples and positions.
///
/// - Shapes: `x [samples, ...], gamma [features], beta [features] -> y like x, mean [features], variance [features]`;
///   gamma and beta only where `scale` and `center` say so.
/// - Arithmetic: the statistics are those of `BatchStatisticsComposite`.
/// - Gradient: `BatchNormalizationGradient`.
public struct BatchNormalizationComposite: SampleOrderedComposite {
    /// `verbatim.batch_normalization`.
    public static let name: String = "verbatim.batch_normalization"

    /// What is added to the variance.
    public var epsilon: Double
    /// The dimension of the features; samples lie along dimension 0.
    public var featureDimension: Int
    /// Whether there is a gamma.
    public var scale: Bool
    /// Whether there is a beta.
    public var center: Bool

    /// `epsilon`, `feature_dimension`, `scale` and `center`.
    public var options: [String: CompositeAttributes.Option] {
        [
            "epsilon": .number(epsilon), "feature_dimension": .integer(featureDimension), "scale": .boolean(scale),
            "center": .boolean(center),
        ]
    }

    /// Makes the composite.
    public init(epsilon: Double, featureDimension: Int, scale: Bool = true, center: Bool = true) {
        self.epsilon = epsilon
        self.featureDimension = featureDimension
        self.scale = scale
        self.center = center
    }

    /// Makes the composite of its options.
    public init(options: [String: CompositeAttributes.Option]) throws {
        epsilon = try options.number("epsilon", of: Self.name)
        featureDimension = try options.integer("feature_dimension", of: Self.name)
        scale = try options.boolean("scale", of: Self.name)
        center = try options.boolean("center", of: Self.name)
    }

    /// From `[x, gamma, beta]` to `[y, mean, variance]`.
    public func decompose(_ builder: GraphBuilder, _ operands: [ValueID]) throws -> [ValueID] {
        try check(operands.map(builder.type(of:)))
        if let results = try builder.widened(self, operands: operands) { return results }
        let x = operands[0]
        let type = builder.type(of: x)
        let statistics = try builder.composite(
            BatchStatisticsComposite(featureDimension: featureDimension), operands: [x])
        let (mean, variance) = (statistics[0], statistics[1])
        let r = try inverseDeviation(builder, variance)
        func whole(_ value: ValueID) throws -> ValueID {
            try builder.broadcast(value, to: type.shape, dimensions: [featureDimension])
        }
        var y = try builder.binary(
            .multiply, try builder.binary(.subtract, x, try whole(mean)), try whole(r))
        if scale { y = try builder.binary(.multiply, y, try whole(operands[1])) }
        if center { y = try builder.binary(.add, y, try whole(operands[operands.count - 1])) }
        return [y, mean, variance]
    }

    /// `BatchNormalizationGradient` of the operands and the statistics.
    public func pullback(_ call: PullbackCall, _ builder: GraphBuilder) throws -> [ValueID?] {
        let x = call.operands[0]
        let dy = try call.cotangents[0] ?? builder.zeros(builder.type(of: x))
        var operands = [x, call.results[1], call.results[2], dy]
        if scale { operands.append(call.operands[1]) }
        for cotangent in call.cotangents.dropFirst() { if let cotangent { operands.append(cotangent) } }
        let gradients = try builder.composite(
            BatchNormalizationGradient(
                forward: self, meanCotangent: call.cotangents[1] != nil, varianceCotangent: call.cotangents[2] != nil),
            operands: operands)
        return gradients
    }

    /// Samples stay along dimension 0 of the normalised tensor; the statistics depend on all of them alike.
    func sampleTracks(_ operands: [SampleTrack]) throws -> [SampleTrack] {
        guard operands.dropFirst().allSatisfy({ $0 == .none }),
            [.none, .along(dimension: 0, indicesPerSample: 1)].contains(operands[0])
        else {
            throw VerbatimError(
                .sampleDimension, "\(Self.name) takes samples along dimension 0 of its first operand only",
                remedy: "keep samples along the first dimension, each one index")
        }
        return [operands[0], .none, .none]
    }

    // MARK: Parts

    /// Throws unless the operands are x and as many feature vectors as the options say.
    func check(_ types: [TensorType]) throws {
        let count = 1 + (scale ? 1 : 0) + (center ? 1 : 0)
        guard let x = types.first, types.count == count, x.element.isFloat, x.rank >= 2,
            (1..<x.rank).contains(featureDimension),
            types.dropFirst().allSatisfy({ $0 == TensorType([x.shape[featureDimension]], x.element) })
        else {
            throw VerbatimError(
                .shape, "the operands of \(Self.name) do not suit it",
                received: types.map(\.description).joined(separator: ", "),
                expected:
                    "a float tensor with samples first and features along \(featureDimension), then \(count - 1) "
                    + "tensors of its features")
        }
        let counted = x.shape.indices.filter { $0 != featureDimension }.map { x.shape[$0] }
        guard counted.allSatisfy({ $0 > 0 }) else {
            throw VerbatimError(
                .shape, "\(Self.name) has nothing to take a mean of", received: "\(x)",
                expected: "at least one sample and position")
        }
    }

    /// `rsqrt(variance + epsilon)`, for each feature.
    func inverseDeviation(_ builder: GraphBuilder, _ variance: ValueID) throws -> ValueID {
        try builder.unary(
            .rsqrt,
            try builder.binary(.add, variance, try builder.constant(epsilon, builder.type(of: variance))))
    }
}
