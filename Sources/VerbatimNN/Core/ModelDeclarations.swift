import VerbatimGraph

/// Everything that a model declares in one trace, in the order in which the trace meets it.
public struct ModelDeclarations: Sendable {
    /// One declaration.
    public enum Item: Sendable {
        /// A parameter or a state.
        case variable(VariableDeclaration)
        /// A random draw of a step.
        case draw(DrawDeclaration)
    }

    /// What one call of a layer took and gave.
    public struct Call: Sendable {
        /// The layer's structural path.
        public let path: String
        /// The layer.
        public let layer: any Layer
        /// The input types.
        public let inputs: [TensorType]
        /// The output types.
        public let outputs: [TensorType]
        /// How many layers stand above it: 1 for the layers of the model itself.
        public let depth: Int
    }

    /// Variables and draws in the order of construction.
    public package(set) var items: [Item] = []
    /// The calls of layers in the order in which they ended.
    public package(set) var calls: [Call] = []
    /// The types of the model's outputs.
    public package(set) var outputs: [TensorType] = []

    /// Parameters and states in the order of construction.
    public var variables: [VariableDeclaration] {
        items.compactMap { if case .variable(let variable) = $0 { variable } else { nil } }
    }

    /// Draws in the order of the first training trace.
    public var draws: [DrawDeclaration] {
        items.compactMap { if case .draw(let draw) = $0 { draw } else { nil } }
    }
}
