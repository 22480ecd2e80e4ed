import VerbatimGraph
import VerbatimTensor

/// Sets whole channels of a sample to zero in training, and scales what is kept; passes everything otherwise.
///
/// `y = keep ? x * f32(1 / (1 - rate)) : 0`, `keep` being Bernoulli(1 - rate), the scale rounded from Double once.
///
/// - Shapes: the output has the input's, `[batch, depth, height, width, channels]`.
/// - Draws: `keep [batch, 1, 1, 1, channels]`, or with channels first in their place
public final class SpatialDropout3D: UnaryLayer {
    /// The part set to zero, from 0 to 1.
    public let rate: Double
    /// Where the channels are.
    public let dataFormat: DataFormat
    /// Replaces the structural path in the keys of the draws.
    public let seed: Int?
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// The mask is passed on.
    public static var passesMask: Bool { true }

    /// Makes a dropout layer.
    public init(
        _ rate: Double, dataFormat: DataFormat = .channelsLast, seed: Int? = nil, name: String? = nil,
        dtypePolicy: DTypePolicy? = nil
    ) {
        self.rate = rate
        self.dataFormat = dataFormat
        self.seed = seed
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        try context.require(
            rate >= 0 && rate <= 1, "has a rate outside its range", received: "\(rate)", expected: "from 0 to 1")
        try context.expectFloat(x)
        try context.expect(x, rank: 5, "[batch, depth, height, width, channels]")
        guard context.isTraining, rate > 0 else { return x }
        let channels = dataFormat == .channelsLast ? 4 : 1
        let shape = x.shape.indices.map { $0 == 0 || $0 == channels ? x.shape[$0] : 1 }
        let keep = try context.bernoulli("keep", shape: shape, probability: 1 - rate)
        // With a rate of 1 nothing is kept, so the scale is never used; 0 keeps it finite.
        let scale: Double = rate == 1 ? 0 : 1 / (1 - rate)
        return which(keep.broadcast(to: x.shape), x * scale, Tensor.zeros(like: x))
    }
}
