import VerbatimArithmetic
import VerbatimGraph
import VerbatimTensor

/// Uniform numbers in `[low, high)`: `u * (high - low) + low` in f32.
///
/// Element e takes word e of the stream's row 0 at step 0; u is its upper 24 bits times 2^-24.
public struct RandomUniform: Initializer, Hashable {
    /// The least number.
    public let low: Float
    /// The bound above.
    public let high: Float

    /// Makes the initializer of its bounds.
    public init(low: Float = -0.05, high: Float = 0.05) {
        self.low = low
        self.high = high
    }

    /// Draws the numbers.
    public func values(shape: [Int], stream: RandomStream) throws -> TensorValue {
        let flat = Tensor.randomUniform([1, shape.reduce(1, *)], low: low, high: high, stream: stream)
        return try flat.reshaped(shape).value()
    }
}

extension Initializer where Self == RandomUniform {
    /// Uniform numbers in `[-0.05, 0.05)`.
    public static var randomUniform: RandomUniform { RandomUniform() }
    /// Uniform numbers in `[low, high)`.
    public static func randomUniform(low: Float, high: Float) -> RandomUniform { RandomUniform(low: low, high: high) }
}
