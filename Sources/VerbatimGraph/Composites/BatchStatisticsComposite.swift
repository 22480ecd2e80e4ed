/// Mean and biased variance of each feature over samples and positions.
///
/// - Shapes: `x [samples, ...] -> mean [features], variance [features]`
/// - Arithmetic: each sample's mean is its plain sum over positions divided by their number, its M2 the plain sum of
///   squared differences from that mean. They merge in the canonical tree over samples as `BatchStatistics.merge` says;
///   variance = M2 / n.
/// - Gradient: of the mean's cotangent `dmean / n`, and of the variance's `(x - mean) * (dvariance * (2 / n))`.
public struct BatchStatisticsComposite: SampleOrderedComposite {
    /// `verbatim.batch_statistics`.
    public static let name: String = "verbatim.batch_statistics"

    /// The dimension of the features; samples lie along dimension 0.
    public var featureDimension: Int

    /// `feature_dimension`.
    public var options: [String: CompositeAttributes.Option] { ["feature_dimension": .integer(featureDimension)] }

    /// Makes the composite.
    public init(featureDimension: Int) { self.featureDimension = featureDimension }

    /// Makes the composite of its options.
    public init(options: [String: CompositeAttributes.Option]) throws {
        featureDimension = try options.integer("feature_dimension", of: Self.name)
    }

    /// From `[x]` to `[mean, variance]`.
    public func decompose(_ builder: GraphBuilder, _ operands: [ValueID]) throws -> [ValueID] {
        guard operands.count == 1 else {
            throw VerbatimError(
                .shape, "\(Self.name) got a wrong number of operands", received: "\(operands.count)", expected: "1")
        }
        let type = builder.type(of: operands[0])
        guard type.element.isFloat, (1..<max(1, type.rank)).contains(featureDimension),
            type.shape.indices.allSatisfy({ $0 == featureDimension || type.shape[$0] > 0 })
        else {
            throw VerbatimError(
                .shape, "the operand of \(Self.name) does not suit it", received: "\(type)",
                expected: "a float tensor with samples first, at least one, and features along \(featureDimension)")
        }
        let (mean, variance) = try statistics(builder, operands[0])
        return [mean, variance]
    }

    /// The gradient of x.
    public func pullback(_ call: PullbackCall, _ builder: GraphBuilder) throws -> [ValueID?] {
        let x = call.operands[0]
        let type = builder.type(of: x)
        let features = builder.type(of: call.results[0])
        let count = Double(type.shape.indices.filter { $0 != featureDimension }.map { type.shape[$0] }.reduce(1, *))
        func whole(_ value: ValueID) throws -> ValueID {
            try builder.broadcast(value, to: type.shape, dimensions: [featureDimension])
        }
        var dx: ValueID?
        if let dmean = call.cotangents[0] {
            dx = try whole(try builder.binary(.divide, dmean, try builder.constant(count, features)))
        }
        if let dvariance = call.cotangents[1] {
            let slope = try builder.binary(.multiply, dvariance, try builder.constant(2 / count, features))
            let centered = try builder.binary(.subtract, x, try whole(call.results[0]))
            let term = try builder.binary(.multiply, centered, try whole(slope))
            dx = try dx.map { try builder.binary(.add, $0, term) } ?? term
        }
        return [dx]
    }

    /// Samples lie along dimension 0; the statistics depend on all of them alike.
    func sampleTracks(_ operands: [SampleTrack]) throws -> [SampleTrack] {
        guard [.none, .along(dimension: 0, indicesPerSample: 1)].contains(operands[0]) else {
            throw VerbatimError(
                .sampleDimension, "\(Self.name) takes samples along dimension 0 of its operand only",
                remedy: "keep samples along the first dimension, each one index")
        }
        return [.none, .none]
    }

    // MARK: Parts

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
