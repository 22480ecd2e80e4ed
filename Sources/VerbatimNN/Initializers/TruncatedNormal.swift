import VerbatimArithmetic
import VerbatimGraph
import VerbatimTensor

/// Normal numbers, drawn again where they lie more than two deviations from the mean: `z * deviation + mean` in f32.
///
/// Element e takes z from words 2e and 2e + 1 of the stream's row 0, of the first step 0, 1, 2, ... that gives |z| <= 2.
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
        let count = shape.reduce(1, *)
        var z = try Tensor.randomNormal([1, count], stream: stream).array(of: Float.self)
        var open = z.indices.filter { z[$0].magnitude > 2 }
        var step = 0
        while !open.isEmpty {
            step += 1
            // The words of the open elements alone, as a whole draw at this step would have them.
            let words = open.flatMap { element in
                [0, 1].map { stream.word(2 * element + $0, position: 0, step: UInt64(step)) }
            }
            let drawn = try Tensor.normal(fromWords: Tensor(shape: [1, open.count, 2], words)).array(of: Float.self)
            for (element, number) in zip(open, drawn) { z[element] = number }
            open = open.filter { z[$0].magnitude > 2 }
        }
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
