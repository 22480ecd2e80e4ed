/// The gradient of batch normalisation through its statistics, from its operand and its statistics.
///
/// With `h = (x - mean) * r`: `dbeta = sum(dy)`, `dgamma = sum(dy * h)`,
/// `dx = (gamma * r) * ((dy - dbeta / n) - h * (dgamma / n))`; cotangents of the statistics, where there are any, add
/// `dmean / n` and then `(x - mean) * (dvariance * (2 / n))`.
///
/// - Shapes: `x, mean [features], variance [features], dy like x, gamma, dmean, dvariance [features] -> dx like x, dgamma,
///   dbeta [features]`; gamma and the statistics' cotangents only where the options say so, likewise dgamma and dbeta.
/// - Arithmetic: the two sums run over samples and positions, row-major; where samples are known they are marked, and
///   combine by leaves.
public struct BatchNormalizationGradient: Composite {
    /// `verbatim.batch_normalization_gradient`.
    public static let name: String = "verbatim.batch_normalization_gradient"

    /// The operation that is differentiated.
    public var forward: BatchNormalizationComposite
    /// Whether the mean has a cotangent.
    public var meanCotangent: Bool
    /// Whether the variance has a cotangent.
    public var varianceCotangent: Bool

    /// Those of `BatchNormalizationComposite`, and `mean_cotangent` and `variance_cotangent`.
    public var options: [String: CompositeAttributes.Option] {
        forward.options.merging([
            "mean_cotangent": .boolean(meanCotangent), "variance_cotangent": .boolean(varianceCotangent),
        ]) { $1 }
    }

    /// Makes the composite.
    public init(forward: BatchNormalizationComposite, meanCotangent: Bool = false, varianceCotangent: Bool = false) {
        self.forward = forward
        self.meanCotangent = meanCotangent
        self.varianceCotangent = varianceCotangent
    }

    /// Makes the composite of its options.
    public init(options: [String: CompositeAttributes.Option]) throws {
        forward = try BatchNormalizationComposite(options: options)
        meanCotangent = try options.boolean("mean_cotangent", of: Self.name)
        varianceCotangent = try options.boolean("variance_cotangent", of: Self.name)
    }

    /// From `[x, mean, variance, dy, gamma, dmean, dvariance]` to `[dx, dgamma, dbeta]`.
    public func decompose(_ builder: GraphBuilder, _ operands: [ValueID]) throws -> [ValueID] {
        var rest = operands[...]
        func next(_ expected: TensorType?) throws -> ValueID {
            guard let value = rest.popFirst(), expected == nil || builder.type(of: value) == expected else {
                throw VerbatimError(
                    .shape, "the operands of \(Self.name) do not suit it",
                    received: operands.map { builder.type(of: $0).description }.joined(separator: ", "),
                    expected: "x, mean, variance, dy, and gamma, dmean and dvariance as the options say")
            }
            return value
        }
        let x = try next(nil)
        let type = builder.type(of: x)
        var alone = forward
        (alone.scale, alone.center) = (false, false)
        try alone.check([type])
        let features = TensorType([type.shape[forward.featureDimension]], type.element)
        let (mean, variance, dy) = (try next(features), try next(features), try next(type))
        let gamma = forward.scale ? try next(features) : nil
        let dmean = meanCotangent ? try next(features) : nil
        let dvariance = varianceCotangent ? try next(features) : nil
        if let results = try builder.widened(self, operands: operands) { return results }

        func binary(_ operation: BinaryOperation, _ a: ValueID, _ b: ValueID) throws -> ValueID {
            try builder.binary(operation, a, b)
        }
        func whole(_ value: ValueID) throws -> ValueID {
            try builder.broadcast(value, to: type.shape, dimensions: [forward.featureDimension])
        }
        let summed = type.shape.indices.filter { $0 != forward.featureDimension }
        let count = Double(summed.map { type.shape[$0] }.reduce(1, *))
        let n = try builder.constant(count, features)
        let r = try forward.inverseDeviation(builder, variance)
        let centered = try binary(.subtract, x, try whole(mean))
        let h = try binary(.multiply, centered, try whole(r))
        let sums = try builder.composite(
            BatchNormalizationSums(featureDimension: forward.featureDimension), operands: [x, mean, r, dy])
        let (dgamma, dbeta) = (sums[0], sums[1])
        let factor = try gamma.map { try binary(.multiply, $0, r) } ?? r
        let direct = try binary(.subtract, dy, try whole(try binary(.divide, dbeta, n)))
        let through = try binary(.multiply, h, try whole(try binary(.divide, dgamma, n)))
        var dx = try binary(.multiply, try whole(factor), try binary(.subtract, direct, through))
        if let dmean { dx = try binary(.add, dx, try whole(try binary(.divide, dmean, n))) }
        if let dvariance {
            let slope = try binary(.multiply, dvariance, try builder.constant(2 / count, features))
            dx = try binary(.add, dx, try binary(.multiply, centered, try whole(slope)))
        }
        return [dx] + (forward.scale ? [dgamma] : []) + (forward.center ? [dbeta] : [])
    }
}
