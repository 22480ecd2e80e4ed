import VerbatimGraph

/// A layer of any type inside another one, coded in full where it is first met, and by its number where it is met again.
public struct CodedLayer: Sendable, Codable {
    /// The layer.
    public let layer: any Layer

    private enum Key: String, CodingKey { case number, type, configuration, same }

    /// Wraps a layer.
    public init(_ layer: any Layer) { self.layer = layer }

    /// Reads a layer of the type that the data names.
    ///
    /// - Throws: `VerbatimError` of code `unsupported` that names an unknown type.
    public init(from decoder: any Decoder) throws {
        let table = try CodingTable.of(decoder.userInfo)
        let container = try decoder.container(keyedBy: Key.self)
        if let same = try container.decodeIfPresent(Int.self, forKey: .same) {
            guard let known = table.layer(same) else {
                throw VerbatimError(
                    .file, "a model's description names a shared layer before describing it", received: "layer \(same)",
                    expected: "a layer described earlier")
            }
            layer = known
            return
        }
        let name = try container.decode(String.self, forKey: .type)
        guard let type = table.layerTypes[name] else {
            throw VerbatimError(
                .unsupported, "a model holds a layer of an unknown type", received: name,
                expected: table.layerTypes.keys.sorted().joined(separator: ", "),
                remedy: "pass the type: Model(contentsOf: url, layers: [\(name).self])")
        }
        let number = try container.decode(Int.self, forKey: .number)
        let described = try type.init(from: container.superDecoder(forKey: .configuration))
        if let model = described as? Model, let values = table.values[number] {
            layer = model.with(storedValues: values)
        } else {
            layer = described
        }
        table.remember(layer, number)
    }

    /// Writes the type's name and the layer, or its number.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        let (number, isNew) = try CodingTable.of(encoder.userInfo).number(layer)
        guard isNew else {
            try container.encode(number, forKey: .same)
            return
        }
        try container.encode(number, forKey: .number)
        try container.encode(type(of: layer).typeName, forKey: .type)
        try layer.encode(to: container.superEncoder(forKey: .configuration))
    }
}
