import VerbatimArithmetic
import VerbatimGraph

/// What is known of a parameter or a layer's state before it has a value.
public struct VariableDeclaration: Sendable {
    /// What a variable is to training.
    public enum Kind: String, Sendable, Hashable, Codable {
        /// Changed by the optimizer.
        case parameter
        /// Changed by the layer itself, such as a moving average.
        case state
    }

    /// The structural path with the variable's own name, such as `conv2D.1/kernel`.
    public let path: String
    /// The type.
    public let type: TensorType
    /// Whether the optimizer or the layer changes it.
    public let kind: Kind
    /// Whether the optimizer changes it; a parameter that is not trainable only takes part.
    public let isTrainable: Bool
    /// What draws the initial value.
    public let initializer: any Initializer
    /// What the variable is made to keep to after each update; nil leaves it free.
    public let constraint: (any Constraint)?
    /// The seed of the layer that declares it, which replaces the path in the key of its draw; nil by default.
    public let seed: Int?
    /// The value that a loaded model gives it; nil leaves it to the initializer.
    public let storedValue: TensorValue?

    /// The name of the random stream that draws the initial value.
    public var stream: String {
        guard let seed else { return path }
        return "seed.\(seed)/" + (path.split(separator: "/").last ?? "")
    }

    /// The value that it starts from: what a loaded model stores, or the initializer's.
    package func initialValue(seed: Int) throws -> TensorValue {
        try storedValue ?? initializer.values(type: type, stream: RandomStream(seed: seed, stream))
    }
}
