import VerbatimArithmetic
import VerbatimGraph
import VerbatimTensor

/// Normal numbers, drawn again where they lie more than two deviations from the mean: `z * deviation + mean` in f32.
///
/// Element e takes its number of the stream's row 0 at the first step 0, 1, 2, ... at which |z| <= 2.
public struct TruncatedNormal: Initializer, Hashable {
    /// The mean.
    public let mean: Float
    /// The standard deviation before truncation.
    public let deviation: Float

    /// Makes the initializer of mean and of the standard deviation before truncation.
    public init(mean: Float = 0, deviation: Float = 0.05) {
        self.mean = mean
        self.deviation = deviation
    }

    /// Draws the numbers.
    public func values(shape: [Int], stream: RandomStream) throws -> TensorValue {
        let z = (0..<shape.reduce(1, *)).map { stream.truncatedNormal($0) }
        return try (Tensor(shape: shape, z) * deviation + mean).value()
    }
}

extension Initializer where Self == TruncatedNormal {
    /// Truncated normal numbers with mean 0 and deviation 0.05 before truncation.
    public static var truncatedNormal: TruncatedNormal { TruncatedNormal() }
    /// Truncated normal numbers.
    public static func truncatedNormal(mean: Float = 0, deviation: Float) -> TruncatedNormal {
        TruncatedNormal(mean: mean, deviation: deviation)
    }
}
