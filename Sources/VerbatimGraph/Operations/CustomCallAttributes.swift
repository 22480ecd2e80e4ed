/// Attributes of `custom_call`: what is called, with a configuration.
public struct CustomCallAttributes: Sendable, Hashable {
    /// The target that hands its operand to the observer under a name, and has no results.
    public static let print: String = "verbatim.print"

    /// The target's name.
    public var target: String
    /// The target's configuration; for `verbatim.print` the name to print.
    public var configuration: String
    /// Whether the call stays though nothing uses its results.
    public var hasSideEffect: Bool
    /// The result types.
    public var resultTypes: [TensorType]

    /// Makes the attributes of a call.
    public init(target: String, configuration: String = "", hasSideEffect: Bool, resultTypes: [TensorType]) {
        self.target = target
        self.configuration = configuration
        self.hasSideEffect = hasSideEffect
        self.resultTypes = resultTypes
    }
}
