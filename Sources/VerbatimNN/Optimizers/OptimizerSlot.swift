import VerbatimGraph

/// What an optimizer keeps for a parameter: a tensor under a name.
public struct OptimizerSlot: Sendable, Hashable {
    /// The value before the first step.
    public enum Initial: Sendable, Hashable {
        /// One number everywhere.
        case constant(Double)
        /// The parameter's initial value.
        case parameter
    }

    /// The name.
    public let name: String
    /// Shape and element type.
    public let type: TensorType
    /// The value before the first step.
    public let initial: Initial

    /// Makes a slot of its parts.
    public init(_ name: String, _ type: TensorType, initial: Initial = .constant(0)) {
        self.name = name
        self.type = type
        self.initial = initial
    }
}
