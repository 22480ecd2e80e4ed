import VerbatimGraph

/// What is known of a random draw before it is made.
public struct DrawDeclaration: Sendable, Hashable {
    /// The distributions that layers draw from.
    public enum Distribution: Sendable, Hashable {
        /// True with a probability; the values are booleans.
        case bernoulli(probability: Double)
        /// Uniform in `[0, 1)`; the values are f32.
        case uniform
        /// Normal with mean 0 and standard deviation 1; the values are f32.
        case normal
    }

    /// The random stream's name: structural path, call number and the draw's own name, `dropout.1/call.1/keep`.
    public let stream: String
    /// The path of the layer that draws.
    public let layerPath: String
    /// The distribution.
    public let distribution: Distribution
    /// The type of the values; the first dimension runs over the batch.
    public let type: TensorType
}
