/// Attributes of `composite`: a name, its options, and the decomposition that says what it means.
///
/// Gradients come from the pullback that `Composite` registers under the name, never from the decomposition.
public struct CompositeAttributes: Sendable, Hashable {
    /// An option's value.
    public enum Option: Sendable, Hashable {
        /// A whole number.
        case integer(Int)
        /// A number; rounded to the element type where it is used.
        case number(Double)
        /// A truth value.
        case boolean(Bool)
        /// A text.
        case string(String)
        /// Whole numbers.
        case integers([Int])
    }

    /// The name with its namespace, such as `verbatim.softmax`.
    public var name: String
    /// The options by name; printed in the names' order.
    public var options: [String: Option]
    /// What the composite means.
    public var decomposition: Graph

    /// Makes the attributes of a composite.
    public init(name: String, options: [String: Option] = [:], decomposition: Graph) {
        self.name = name
        self.options = options
        self.decomposition = decomposition
    }

    func resultTypes(_ operands: [TensorType]) throws -> [TensorType] {
        try ShapeRules.require(
            operands == decomposition.inputTypes, "the operands of \(name) do not suit its decomposition",
            received: operands.map(\.description).joined(separator: ", "),
            expected: decomposition.inputTypes.map(\.description).joined(separator: ", "))
        return decomposition.outputTypes
    }
}
