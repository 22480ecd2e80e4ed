import VerbatimGraph
import VerbatimTensor

/// Adds normal numbers around 0 in training; passes its input otherwise: `y = x + z * f32(deviation)`.
///
/// - Shapes: the output has the input's.
/// - Draws: `noise`, z, one for each element
public final class GaussianNoise: UnaryLayer {
    /// The standard deviation of the noise, from 0.
    public let stddev: Double
    /// Replaces the structural path in the keys of the draws.
    public let seed: Int?
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// The mask is passed on.
    public static var passesMask: Bool { true }

    /// Makes a noise layer.
    public init(_ stddev: Double, seed: Int? = nil, name: String? = nil, dtypePolicy: DTypePolicy? = nil) {
        self.stddev = stddev
        self.seed = seed
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        try context.require(
            stddev >= 0 && stddev.isFinite, "has a deviation outside its range", received: "\(stddev)",
            expected: "a finite number from 0")
        try context.expectFloat(x)
        guard context.isTraining, stddev > 0 else { return x }
        return x + (try context.normal("noise", shape: x.shape).cast(to: x.elementType)) * stddev
    }
}
