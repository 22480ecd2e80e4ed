import VerbatimArithmetic
import VerbatimGraph
import VerbatimTensor

/// Normal numbers: `z * deviation + mean` in f32, with z as `Tensor.randomNormal` states it.
///
/// The parameter is one row at position 0 and step 0 of its stream.
public struct RandomNormal: Initializer, Hashable {
    /// The mean.
    public let mean: Float
    /// The standard deviation.
    public let deviation: Float

    /// Makes the initializer of mean and standard deviation.
    public init(mean: Float = 0, deviation: Float = 0.05) {
        self.mean = mean
        self.deviation = deviation
    }

    /// Draws the numbers.
    public func values(shape: [Int], stream: RandomStream) throws -> TensorValue {
        let flat = Tensor.randomNormal([1, shape.reduce(1, *)], mean: mean, deviation: deviation, stream: stream)
        return try flat.reshaped(shape).value()
    }
}

extension Initializer where Self == RandomNormal {
    /// Normal numbers with mean 0 and deviation 0.05.
    public static var randomNormal: RandomNormal { RandomNormal() }
    /// Normal numbers.
    public static func randomNormal(mean: Float = 0, deviation: Float) -> RandomNormal {
        RandomNormal(mean: mean, deviation: deviation)
    }
}
