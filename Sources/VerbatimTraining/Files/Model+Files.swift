import VerbatimArithmetic
import VerbatimGraph
import VerbatimNN
import VerbatimTensor

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension Model {
    /// What `model.json` holds.
    private struct Description: Codable {
        static let format = "verbatim model"
        static let version = 1

        let format: String
        let version: Int
        let model: Model
    }

    private static let descriptionName = "model.json"
    private static let valuesName = "model.safetensors"

    /// The model's description as JSON: layers, wiring and stated shapes, without the values of parameters.
    ///
    /// Two models with equal descriptions are the same program.
    ///
    /// - Throws: `VerbatimError` for an option that cannot be written.
    public func description() throws -> String { String(decoding: try encoded().data, as: UTF8.self) }

    /// Makes a model of a description that `description()` gave.
    ///
    /// - Parameters:
    ///   - description: The JSON text.
    ///   - layers: The user's own layer types that it may name.
    ///   - lambdas: The functions that its `Lambda` layers name.
    ///   - types: The user's own activations and initializers that it may name.
    /// - Throws: `VerbatimError` that names what is unknown or malformed.
    public convenience init(
        description: String, layers: [any Layer.Type] = [], lambdas: [Lambda] = [],
        types: ConfigurableTypes = ConfigurableTypes()
    ) throws {
        let table = CodingTable(layerTypes: layers, lambdas: lambdas)
        let model = try Model.decoded(Data(description.utf8), table, types, source: "a model's description")
        self.init(copying: model, storedValues: [])
    }

    /// Writes the model into a folder, which is made if need be: `model.json` and `model.safetensors`.
    ///
    /// The first holds the description, the second the values that parameters and states start from; those of nested
    /// models that came with values of their own are named `#number/path`.
    ///
    /// - Throws: `VerbatimError` of code `file` if the folder cannot be written.
    public func save(to folder: URL) throws {
        let (data, table) = try encoded()
        var entries = storedValues.map { SafetensorsFile.Entry($0.path, $0.value) }
        for (number, values) in table.storedValues {
            entries += values.map { SafetensorsFile.Entry("#\(number)/\($0.path)", $0.value) }
        }
        let file = SafetensorsFile(
            entries, metadata: ["format": Description.format, "arithmetic": ArithmeticVersion.current])
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            // Each file appears whole or not at all; the values come first, so that a description never lacks them.
            try Data(try file.serialized()).write(to: folder.appending(path: Model.valuesName), options: .atomic)
            try data.write(to: folder.appending(path: Model.descriptionName), options: .atomic)
        } catch let error as VerbatimError {
            throw error
        } catch {
            throw VerbatimError(
                .file, "the model cannot be written", received: "\(folder.path): \(Model.reason(error))",
                expected: "a folder that can be written")
        }
    }

    /// Reads a model that `save(to:)` wrote, with its values.
    ///
    /// - Parameters:
    ///   - folder: The folder.
    ///   - layers: The user's own layer types that it may hold.
    ///   - lambdas: The functions that its `Lambda` layers name.
    ///   - types: The user's own activations and initializers that it may hold.
    /// - Throws: `VerbatimError` that names the missing or malformed file, or the unknown type.
    public convenience init(
        contentsOf folder: URL, layers: [any Layer.Type] = [], lambdas: [Lambda] = [],
        types: ConfigurableTypes = ConfigurableTypes()
    ) throws {
        let description = try Model.read(folder.appending(path: Model.descriptionName))
        let file: SafetensorsFile
        let path = folder.appending(path: Model.valuesName)
        do {
            file = try SafetensorsFile(bytes: Array(try Model.read(path)))
        } catch var error as VerbatimError {
            if !error.what.contains(path.path) { error.what += " (\(path.path))" }
            throw error
        }
        let table = CodingTable(layerTypes: layers, lambdas: lambdas)
        var own: [NamedTensor] = []
        for entry in file.entries {
            let parts = entry.name.split(separator: "/", maxSplits: 1)
            if parts.count == 2, parts[0].first == "#", let number = Int(parts[0].dropFirst()) {
                table.values[number, default: []].append(NamedTensor(String(parts[1]), entry.value))
            } else {
                own.append(NamedTensor(entry.name, entry.value))
            }
        }
        let model = try Model.decoded(
            description, table, types, source: folder.appending(path: Model.descriptionName).path)
        self.init(copying: model, storedValues: own)
    }

    private func encoded() throws -> (data: Data, table: CodingTable) {
        let table = CodingTable()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.userInfo[CodingTable.key] = table
        let description = Description(format: Description.format, version: Description.version, model: self)
        do {
            return (try encoder.encode(description), table)
        } catch let error as EncodingError {
            throw VerbatimError(
                .configuration, "the model cannot be described", received: "\(error)",
                expected: "options that JSON can hold, such as finite numbers")
        }
    }

    private static func decoded(
        _ data: Data, _ table: CodingTable, _ types: ConfigurableTypes, source: String
    ) throws -> Model {
        struct Head: Codable {
            let format: String
            let version: Int
        }
        let decoder = JSONDecoder()
        decoder.userInfo[CodingTable.key] = table
        decoder.userInfo[ConfigurableTypes.key] = types
        do {
            let head = try decoder.decode(Head.self, from: data)
            guard head.format == Description.format, head.version == Description.version else {
                throw VerbatimError(
                    .file, "\(source) is not a model that this version reads",
                    received: "\(head.format) version \(head.version)",
                    expected: "\(Description.format) version \(Description.version)")
            }
            return try decoder.decode(Description.self, from: data).model
        } catch let error as DecodingError {
            throw VerbatimError(
                .file, "\(source) is not a model's description", received: Model.text(error),
                expected: "JSON that Model.save(to:) wrote")
        }
    }

    private static func text(_ error: DecodingError) -> String {
        func place(_ context: DecodingError.Context) -> String {
            context.codingPath.map(\.stringValue).joined(separator: ".")
        }
        switch error {
        case .keyNotFound(let key, let context): return "no \(key.stringValue) in \(place(context))"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            return "another type at \(place(context))"
        case .dataCorrupted(let context): return "malformed data at \(place(context))"
        @unknown default: return "malformed data"
        }
    }

    /// Why the file system refused, in a few words on one line.
    private static func reason(_ error: any Error) -> String {
        switch (error as? CocoaError)?.code {
        case .fileReadNoSuchFile, .fileNoSuchFile: "no such file"
        case .fileReadNoPermission, .fileWriteNoPermission: "no permission"
        case .fileWriteFileExists: "a file is in the way"
        case .fileWriteOutOfSpace: "no space left"
        case .fileWriteVolumeReadOnly: "a read-only volume"
        default: "\(error)".replacing("\n", with: " ")
        }
    }

    private static func read(_ file: URL) throws -> Data {
        do {
            return try Data(contentsOf: file)
        } catch {
            throw VerbatimError(
                .file, "a model's file cannot be read: \(file.path)", received: Model.reason(error),
                expected: "the folder that Model.save(to:) wrote")
        }
    }
}
