import VerbatimGraph
import VerbatimTensor

/// Shifts and scales features to mean 0 and variance 1: `(x - mean) / max(sqrt(variance), 1e-7)`, or the way back.
///
/// Without numbers, mean 0 and variance 1 stand in parameters that are not trained; `adapted(to:)` takes them from data.
///
/// - Shapes: the output has the input's; whole numbers become floats.
/// - Parameters: none where mean and variance are stated, else `mean` and `variance` of the shape of the axes
public final class Normalization: UnaryLayer {
    /// The axes, the batch being 0, each place of which has a mean of its own; none takes one for all.
    public let axes: [Int]
    /// The means in row-major order over the axes, or one for all.
    public let mean: [Double]?
    /// The variances likewise.
    public let variance: [Double]?
    /// Whether the way back is taken: `mean + x * max(sqrt(variance), 1e-7)`.
    public let invert: Bool
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// The mask is passed on.
    public static var passesMask: Bool { true }

    /// Makes a layer of statistics; both or neither are stated.
    public init(
        axes: [Int] = [-1], mean: [Double]? = nil, variance: [Double]? = nil, invert: Bool = false, name: String? = nil,
        dtypePolicy: DTypePolicy? = nil
    ) {
        self.axes = axes
        self.mean = mean
        self.variance = variance
        self.invert = invert
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        let input = x.elementType.isFloat ? x : x.cast(to: context.dtypePolicy?.computeType ?? .f32)
        let places = axes.isEmpty ? [] : try context.places(axes, of: x)
        let shape = places.map { x.shape[$0] }
        let spread = x.shape.indices.map { places.contains($0) ? x.shape[$0] : 1 }
        let (centre, square): (Tensor, Tensor)
        if let mean, let variance {
            func table(_ numbers: [Double]) throws -> Tensor {
                let count = shape.reduce(1, *)
                try context.require(
                    numbers.count == 1 || numbers.count == count, "has another number of statistics than features",
                    received: "\(numbers.count)", expected: "1, or \(count) for input \(x.shape)")
                let row = Tensor(numbers).cast(to: input.elementType)
                return numbers.count == 1 ? row.reshaped([]) : row.reshaped(spread)
            }
            (centre, square) = (try table(mean), try table(variance))
        } else {
            centre = try context.parameter(
                "mean", shape, .zeros, elementType: input.elementType, isTrainable: false
            ).reshaped(spread)
            square = try context.parameter(
                "variance", shape, .ones, elementType: input.elementType, isTrainable: false
            ).reshaped(spread)
        }
        let deviation = sqrt(square)
        let scale = maximum(deviation, Tensor.full(like: deviation, 1e-7))
        return invert ? centre + input * scale : (input - centre) / scale
    }

    /// The layer with mean and biased variance of data, over all axes but its own; sums run in Double, in the data's order.
    ///
    /// - Throws: `VerbatimError` if the data is not in memory, or lacks an axis.
    public func adapted(to data: Tensor) throws -> Normalization {
        let values = try data.cast(to: .f64).array(of: Double.self)
        let shape = data.shape
        let places = try axes.map { try Axes.resolve($0, rank: shape.count) }.sorted()
        let strides = TensorType.rowMajorStrides(shape)
        let sizes = places.map { shape[$0] }
        let steps = TensorType.rowMajorStrides(sizes)
        let count = sizes.reduce(1, *)
        func feature(_ index: Int) -> Int {
            zip(places, steps).reduce(0) { $0 + index / strides[$1.0] % shape[$1.0] * $1.1 }
        }
        guard !values.isEmpty else {
            throw VerbatimError(
                .data, "there is no data to adapt to", received: "shape \(shape)", expected: "1 sample or more")
        }
        let number = Double(values.count / count)
        var means = [Double](repeating: 0, count: count)
        for (index, value) in values.enumerated() { means[feature(index)] += value }
        means = means.map { $0 / number }
        var squares = [Double](repeating: 0, count: count)
        for (index, value) in values.enumerated() {
            let difference = value - means[feature(index)]
            squares[feature(index)] += difference * difference
        }
        return Normalization(
            axes: axes, mean: means, variance: squares.map { $0 / number }, invert: invert, name: name,
            dtypePolicy: dtypePolicy)
    }
}
