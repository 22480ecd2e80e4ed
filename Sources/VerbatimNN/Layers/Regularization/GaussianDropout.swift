import VerbatimGraph
import VerbatimTensor

/// Multiplies its input by normal numbers around 1 in training; passes it otherwise.
///
/// `y = x * (z * f32(sqrt(rate / (1 - rate))) + 1)`, the root taken in Double.
///
/// - Shapes: the output has the input's.
/// - Draws: `noise`, z, one for each element
public final class GaussianDropout: UnaryLayer {
    /// What sets the deviation, from 0 to below 1.
    public let rate: Double
    /// Replaces the structural path in the keys of the draws.
    public let seed: Int?
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// The mask is passed on.
    public static var passesMask: Bool { true }

    /// Makes a noise layer.
    public init(_ rate: Double, seed: Int? = nil, name: String? = nil, dtypePolicy: DTypePolicy? = nil) {
        self.rate = rate
        self.seed = seed
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        try context.require(
            rate >= 0 && rate < 1, "has a rate outside its range", received: "\(rate)", expected: "from 0 to below 1")
        try context.expectFloat(x)
        guard context.isTraining, rate > 0 else { return x }
        let noise = try context.normal("noise", shape: x.shape).cast(to: x.elementType)
        let deviation: Double = (rate / (1 - rate)).squareRoot()
        return x * (noise * deviation + 1)
    }
}
