import VerbatimGraph
import VerbatimTensor

/// A closure as an activation, stored and compared by its name.
///
/// A description that names it can be read only where the same closure is given again.
public struct FunctionActivation: ActivationFunction, Hashable {
    /// `function`.
    public static let typeName: String = "function"

    /// The name under which it is stored and compared.
    public let name: String
    private let function: @Sendable (Tensor) -> Tensor

    private enum Key: String, CodingKey { case name }

    /// Makes an activation of a closure and its name.
    public init(_ name: String, _ function: @escaping @Sendable (Tensor) -> Tensor) {
        self.name = name
        self.function = function
    }

    /// Finds the closure that the description names.
    ///
    /// - Throws: `VerbatimError` of code `unsupported` that names a function that was not given.
    public init(from decoder: any Decoder) throws {
        let name = try decoder.container(keyedBy: Key.self).decode(String.self, forKey: .name)
        let types = decoder.userInfo[ConfigurableTypes.key] as? ConfigurableTypes
        guard let known = types?.functions[name] else {
            throw VerbatimError(
                .unsupported, "a description names an activation function that was not given", received: name,
                expected: "one of \(types?.functions.keys.sorted() ?? [])",
                remedy: "pass the function where the description is read")
        }
        self = known
    }

    /// Writes the name.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(name, forKey: .name)
    }

    /// The closure's function.
    public func callAsFunction(_ x: Tensor) -> Tensor { function(x) }

    /// By name.
    public static func == (left: FunctionActivation, right: FunctionActivation) -> Bool { left.name == right.name }

    /// Hashes the name.
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension ActivationFunction where Self == FunctionActivation {
    /// A closure, stored and compared by its name.
    public static func function(
        _ name: String, _ function: @escaping @Sendable (Tensor) -> Tensor
    ) -> FunctionActivation {
        FunctionActivation(name, function)
    }
}
