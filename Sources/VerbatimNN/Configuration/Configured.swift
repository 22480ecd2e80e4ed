import VerbatimGraph

/// A value of an open set, such as `any ActivationFunction`, coded with its type's name.
///
/// A layer that stores `Configured<any ActivationFunction>` gets its Codable conformance from the compiler. Types that the
/// library does not know are found in the decoder's `userInfo`, under `ConfigurableTypes.key`.
public struct Configured<Value: Sendable>: Sendable, Codable {
    /// The value.
    public let value: Value

    private enum Key: String, CodingKey { case type, configuration }

    /// Wraps a value.
    public init(_ value: Value) { self.value = value }

    /// Reads a value of the type that the data names.
    ///
    /// - Throws: `VerbatimError` of code `unsupported` that names an unknown type.
    public init(from decoder: any Decoder) throws {
        let types = decoder.userInfo[ConfigurableTypes.key] as? ConfigurableTypes ?? ConfigurableTypes()
        let container = try decoder.container(keyedBy: Key.self)
        let name = try container.decode(String.self, forKey: .type)
        guard let type = types[name] else {
            throw VerbatimError(
                .unsupported, "a description names an unknown type", received: name,
                expected: types.names.joined(separator: ", "), remedy: "pass the type where the description is read")
        }
        let decoded = try type.init(from: container.superDecoder(forKey: .configuration))
        guard let value = decoded as? Value else {
            throw VerbatimError(
                .file, "a description has a type in the wrong place", received: name, expected: "\(Value.self)")
        }
        self.value = value
    }

    /// Writes the type's name and the value.
    ///
    /// - Throws: `VerbatimError` of code `configuration` for a value that is not `Configurable`.
    public func encode(to encoder: any Encoder) throws {
        guard let configurable = value as? any Configurable else {
            throw VerbatimError(
                .configuration, "a value cannot be written", received: "\(Swift.type(of: value))",
                expected: "a Configurable type")
        }
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(Swift.type(of: configurable).typeName, forKey: .type)
        try configurable.encode(to: container.superEncoder(forKey: .configuration))
    }
}
