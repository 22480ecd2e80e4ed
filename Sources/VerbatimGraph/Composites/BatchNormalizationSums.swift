/// The sums of batch normalisation's gradient: `dgamma = sum(dy * h)` and `dbeta = sum(dy)` with `h = (x - mean) * r`.
///
/// - Shapes: `x [samples, ...], mean [features], r [features], dy like x -> dgamma [features], dbeta [features]`
/// - Arithmetic: over samples and positions, row-major; where samples are known the sums are marked, and combine by
///   leaves.
public struct BatchNormalizationSums: Composite {
    /// `verbatim.batch_normalization_sums`.
    public static let name: String = "verbatim.batch_normalization_sums"

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

    /// From `[x, mean, r, dy]` to `[dgamma, dbeta]`.
    public func decompose(_ builder: GraphBuilder, _ operands: [ValueID]) throws -> [ValueID] {
        let types = operands.map { builder.type(of: $0) }
        guard types.count == 4, types[0].element.isFloat, types[0] == types[3],
            types[0].shape.indices.contains(featureDimension),
            types[1...2].allSatisfy({ $0 == TensorType([types[0].shape[featureDimension]], types[0].element) })
        else {
            throw VerbatimError(
                .shape, "the operands of \(Self.name) do not suit it",
                received: types.map(\.description).joined(separator: ", "),
                expected: "x, mean and r of its features along \(featureDimension), and dy like x")
        }
        let shape = types[0].shape
        func whole(_ value: ValueID) throws -> ValueID {
            try builder.broadcast(value, to: shape, dimensions: [featureDimension])
        }
        let summed = shape.indices.filter { $0 != featureDimension }
        let centered = try builder.binary(.subtract, operands[0], try whole(operands[1]))
        let h = try builder.binary(.multiply, centered, try whole(operands[2]))
        return [
            try builder.sum(try builder.binary(.multiply, operands[3], h), dimensions: summed),
            try builder.sum(operands[3], dimensions: summed),
        ]
    }
}
