import VerbatimGraph
import VerbatimTensor

/// The number of the bin that each element falls into; a boundary belongs to the bin above it.
///
/// - Shapes: those that `outputMode` says; for `int` the input's, `i32`
public final class Discretization: UnaryLayer {
    /// The boundaries, ascending; nil waits for `adapted(to:)`.
    public let binBoundaries: [Double]?
    /// The number of bins to adapt to data.
    public let numBins: Int?
    /// How exactly data is summed up.
    public let epsilon: Double
    /// What comes out.
    public let outputMode: CategoryOutput
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// Makes a layer of boundaries.
    public init(
        _ binBoundaries: [Double]? = nil, numBins: Int? = nil, epsilon: Double = 0.01,
        outputMode: CategoryOutput = .int, name: String? = nil, dtypePolicy: DTypePolicy? = nil
    ) {
        self.binBoundaries = binBoundaries
        self.numBins = numBins
        self.epsilon = epsilon
        self.outputMode = outputMode
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        guard let binBoundaries else {
            throw VerbatimError(
                .configuration, "\(context.description) has no boundaries", received: "none",
                expected: "ascending numbers",
                remedy: "state them, or use the layer that adapted(to:) gives")
        }
        try context.require(
            zip(binBoundaries, binBoundaries.dropFirst()).allSatisfy { $0 <= $1 }, "has boundaries that do not ascend",
            received: "\(binBoundaries)", expected: "ascending numbers")
        let wide = x.elementType == .f64 ? x : x.cast(to: .f32)
        let table = Tensor(binBoundaries).cast(to: wide.elementType)
        let bins = (wide.expandedDimensions(axes: -1) .>= table).cast(to: .i32).sum(axes: -1)
        return try outputMode.encoded(bins, tokens: binBoundaries.count + 1, context)
    }

    /// The layer with boundaries at the quantiles of data, found as Keras finds them.
    ///
    /// - Throws: `VerbatimError` if the data is not in memory, or no number of bins is stated.
    /// - Source: Keras 3's Discretization.adapt for one batch.
    public func adapted(to data: Tensor) throws -> Discretization {
        guard let numBins, numBins > 1, epsilon > 0 else {
            throw VerbatimError(
                .configuration, "a layer without a number of bins cannot be adapted",
                received: self.numBins.map { "\($0)" } ?? "nil", expected: "numBins of 2 or more, a positive epsilon")
        }
        let values = try data.cast(to: .f32).array(of: Float.self).sorted()
        let step = max(Double(values.count) * epsilon, 1)
        let picked = stride(from: Int(step - 1), to: values.count, by: Int(step)).map { Double(values[$0]) }
        var summary = (bins: picked, weights: picked.map { _ in Double(Float(step)) })
        summary = Discretization.compressed(summary, epsilon)
        summary = Discretization.compressed(summary, 1 / Double(numBins))
        return Discretization(
            Array(summary.bins.dropLast()), numBins: numBins, epsilon: epsilon, outputMode: outputMode, name: name,
            dtypePolicy: dtypePolicy)
    }

    private static func compressed(
        _ summary: (bins: [Double], weights: [Double]), _ epsilon: Double
    ) -> (bins: [Double], weights: [Double]) {
        guard Double(summary.bins.count) * epsilon >= 1 else { return summary }
        let percents = (0..<Int((1 / epsilon).rounded(.up))).map { epsilon + Double($0) * epsilon }
        var sums: [Double] = []
        for weight in summary.weights { sums.append((sums.last ?? 0) + weight) }
        let parts = sums.map { $0 / sums[sums.count - 1] }
        let bins = percents.map { interpolated($0, parts, summary.bins) }
        let ends = percents.map { interpolated($0, parts, sums) }
        let weights = zip(ends, [0] + ends.dropLast()).map { $0 - $1 }
        return (bins.map { Double(Float($0)) }, weights.map { Double(Float($0)) })
    }

    /// The line through points, ascending, at a place; the first and last value beyond them.
    private static func interpolated(_ x: Double, _ places: [Double], _ values: [Double]) -> Double {
        guard let above = places.firstIndex(where: { $0 > x }) else { return values[values.count - 1] }
        guard above > 0 else { return values[0] }
        let slope = (values[above] - values[above - 1]) / (places[above] - places[above - 1])
        return slope * (x - places[above - 1]) + values[above - 1]
    }
}
