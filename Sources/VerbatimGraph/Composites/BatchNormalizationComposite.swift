/// Batch normalisation in training: `y = ((x - mean) * r) * gamma + beta` with `r = rsqrt(variance + epsilon)`.
///
/// Mean and biased variance are those of each feature over samples and positions.
///
/// - Shapes: `x [samples, ...], gamma [features], beta [features] -> y like x, mean [features], variance [features]`;
///   gamma and beta only where `scale` and `center` say so.
/// - Arithmetic: each sample's mean is its plain sum over positions divided by their number, its M2 the plain sum of
///   squared differences from that mean. They merge in the canonical tree over samples as `BatchStatistics.merge` says;
///   variance = M2 / n.
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
        let x = operands[0]
        let type = builder.type(of: x)
        let (mean, variance) = try statistics(builder, x)
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

    /// Mean and biased variance of each feature.
    private func statistics(_ builder: GraphBuilder, _ operand: ValueID) throws -> (mean: ValueID, variance: ValueID) {
        // A tensor without positions gets one, so that there is one rule.
        var (x, feature) = (operand, featureDimension)
        let shape = builder.type(of: x).shape
        if shape.count == 2 { (x, feature) = (try builder.reshape(x, to: [shape[0], 1, shape[1]]), 2) }
        let type = builder.type(of: x)
        let positions = (1..<type.rank).filter { $0 != feature }
        let count = positions.map { type.shape[$0] }.reduce(1, *)
        let leaves = TensorType([type.shape[0], type.shape[feature]], type.element)
        let divisor = try builder.constant(Double(count), leaves)
        let mean = try builder.binary(.divide, try builder.sum(x, dimensions: positions), divisor)
        let difference = try builder.binary(
            .subtract, x, try builder.broadcast(mean, to: type.shape, dimensions: [0, feature]))
        let m2 = try builder.sum(try builder.binary(.multiply, difference, difference), dimensions: positions)
        let all = try merged(builder, mean: mean, m2: m2, counts: Array(repeating: count, count: leaves.shape[0]))
        let features = [leaves.shape[1]]
        let total = try builder.constant(Double(count * leaves.shape[0]), TensorType(features, type.element))
        return (
            try builder.reshape(all.mean, to: features),
            try builder.binary(.divide, try builder.reshape(all.m2, to: features), total)
        )
    }

    /// The canonical tree, level by level: neighbours merge in pairs, and an odd one out moves up as it is.
    private func merged(
        _ builder: GraphBuilder, mean: ValueID, m2: ValueID, counts: [Int]
    ) throws -> (mean: ValueID, m2: ValueID) {
        guard counts.count > 1 else { return (mean, m2) }
        let type = builder.type(of: mean)
        let pairs = counts.count / 2
        let half = type.with(shape: [pairs, type.shape[1]])
        func side(_ value: ValueID, _ first: Int) throws -> ValueID {
            try builder.slice(value, 0, first..<min(counts.count, 2 * pairs - 1 + first), stride: 2)
        }
        func weights(_ number: (Int, Int) -> Double) throws -> ValueID {
            let numbers = (0..<pairs).map { number(counts[2 * $0], counts[2 * $0 + 1]) }
            if Set(numbers).count == 1 { return try builder.constant(numbers[0], half) }
            let column =
                try type.element == .f32
                ? TensorValue(numbers.map { Float($0) }, shape: [pairs])
                : TensorValue(numbers, shape: [pairs])
            return try builder.broadcast(try builder.constant(column), to: half.shape, dimensions: [0])
        }
        // nb / n rounded once, and na times it rounded again, in the element type.
        let narrow = type.element == .f32
        func share(_ a: Int, _ b: Int) -> Double {
            narrow ? Double(Float(b) / Float(a + b)) : Double(b) / Double(a + b)
        }
        func spreadWeight(_ a: Int, _ b: Int) -> Double {
            narrow ? Double(Float(a) * Float(share(a, b))) : Double(a) * share(a, b)
        }
        let (meanA, meanB, m2A, m2B) = (try side(mean, 0), try side(mean, 1), try side(m2, 0), try side(m2, 1))
        let difference = try builder.binary(.subtract, meanB, meanA)
        var nextMean = try builder.binary(
            .add, meanA, try builder.binary(.multiply, difference, try weights(share)))
        let square = try builder.binary(.multiply, difference, difference)
        var nextM2 = try builder.binary(
            .add, try builder.binary(.add, m2A, m2B), try builder.binary(.multiply, square, try weights(spreadWeight)))
        var nextCounts = (0..<pairs).map { counts[2 * $0] + counts[2 * $0 + 1] }
        if counts.count % 2 == 1 {
            let last = (counts.count - 1)..<counts.count
            func withLast(_ merged: ValueID, _ level: ValueID) throws -> ValueID {
                try builder.one(
                    .concatenate(ConcatenateAttributes(dimension: 0)), [merged, try builder.slice(level, 0, last)])
            }
            (nextMean, nextM2) = (try withLast(nextMean, mean), try withLast(nextM2, m2))
            nextCounts.append(counts[counts.count - 1])
        }
        return try merged(builder, mean: nextMean, m2: nextM2, counts: nextCounts)
    }
}
