import Foundation
import Verbatim

/// A program that a file describes: model, optimizer, loss, metrics, data, epochs, batch size, seed.
public struct ConfiguredProgram: ExampleProgram {
    /// The file's name.
    public let name: String
    /// What it trains.
    public let summary: String = "the program of a configuration"
    private let recipe: ProgramRecipe
    private let data: DataDescription
    private let epochs: Int
    private let batchSize: Int
    private let seed: Int
    private let shuffle: Bool

    private static let members = [
        "model", "optimizer", "loss", "metrics", "data", "epochs", "batchSize", "seed", "shuffle",
    ]

    /// Reads a YAML file, or JSON.
    ///
    /// - Throws: `VerbatimError` that names the line or the member that is not as it should be.
    public init(contentsOf path: String) throws {
        let source = path
        let value = try YAMLReader.value(FileSystem.read(path), source: source)
        guard case .object(let members) = value else {
            throw VerbatimError(
                .file, "\(source) is not a configuration", received: value.kind,
                expected: "a mapping of \(Self.members.joined(separator: ", "))")
        }
        try Self.check(members, Self.members, source)
        func decoded<Value: Decodable>(_ name: String, _: Value.Type, default: Value? = nil) throws -> Value {
            guard let member = value[name] else {
                if let given = `default` { return given }
                throw VerbatimError(
                    .file, "\(source) lacks a member", received: "no \(name)",
                    expected: Self.members.joined(separator: ", "))
            }
            do {
                // In a list, since JSON has lists and objects at its top.
                let values = try JSONDecoder().decode([Value].self, from: Data(JSONValue.array([member]).serialized()))
                return values[0]
            } catch is DecodingError {
                throw VerbatimError(
                    .file, "\(source) has a member that cannot be read: \(name)",
                    received: String(String(decoding: member.serialized(), as: UTF8.self).prefix(80)),
                    expected: "what train --print-config writes")
            }
        }
        self.name = URL(filePath: path).lastPathComponent
        let model: String
        if case .string(let file)? = value["model"] {
            let folder = URL(filePath: path).deletingLastPathComponent().path
            let place = file.hasPrefix("/") ? file : "\(folder)/\(file)"
            model = String(decoding: try FileSystem.read(place), as: UTF8.self)
        } else {
            model = String(decoding: value["model"]?.serialized() ?? [], as: UTF8.self)
        }
        recipe = ProgramRecipe(
            model: try Model(description: model),
            optimizer: try decoded("optimizer", Configured<any Optimizer>.self).value,
            loss: try decoded("loss", Configured<any Loss>.self).value,
            metrics: try decoded("metrics", [Configured<any Metric>].self, default: []).map(\.value))
        data = try decoded("data", DataDescription.self)
        if case .object(let members)? = value["data"] { try Self.check(members, DataDescription.members, source) }
        epochs = try decoded("epochs", Int.self, default: 1)
        batchSize = try decoded("batchSize", Int.self, default: 32)
        seed = try decoded("seed", Int.self, default: 0)
        shuffle = try decoded("shuffle", Bool.self, default: true)
        guard epochs >= 0, batchSize > 0 else {
            throw VerbatimError(
                .file, "\(source) has a number out of its range", received: "epochs \(epochs), batchSize \(batchSize)",
                expected: "epochs of 0 or more, batchSize of 1 or more")
        }
    }

    init(
        name: String, recipe: ProgramRecipe, data: DataDescription, epochs: Int, batchSize: Int, seed: Int,
        shuffle: Bool = true
    ) {
        self.name = name
        self.recipe = recipe
        self.data = data
        self.epochs = epochs
        self.batchSize = batchSize
        self.seed = seed
        self.shuffle = shuffle
    }

    private static func check(_ members: [JSONValue.Member], _ known: [String], _ source: String) throws {
        for member in members where !known.contains(member.name) {
            throw VerbatimError(
                .file, "\(source) has a member that means nothing", received: member.name,
                expected: known.joined(separator: ", "))
        }
    }

    /// The program as the text of a file, which trains the same.
    ///
    /// - Throws: `VerbatimError` for an option that cannot be written.
    public func text(_ settings: ProgramSettings) throws -> String {
        let recipe = try self.recipe.applying(settings.changes)
        let model = recipe.model.with(remat: settings.remat)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        func json(_ value: some Encodable) throws -> JSONValue {
            guard case .array(let values) = try JSONValue(Array(encoder.encode([value]))[...], source: "an option")
            else { return .null }
            return values[0]
        }
        return YAMLWriter.text(
            .object([
                .init("data", try json(data)), .init("epochs", .integer(settings.epochs ?? epochs)),
                .init("batchSize", .integer(settings.batchSize ?? batchSize)),
                .init("seed", .integer(settings.seed ?? seed)), .init("shuffle", .boolean(shuffle)),
                .init("optimizer", try json(Configured<any Optimizer>(recipe.optimizer))),
                .init("loss", try json(Configured<any Loss>(recipe.loss))),
                .init("metrics", try json(recipe.metrics.map { Configured<any Metric>($0) })),
                .init("model", try JSONValue(Array(model.description().utf8)[...], source: "a description")),
            ]))
    }

    /// What can be changed in it.
    public var changes: [ProgramChange] { recipe.changes }

    /// Itself.
    public var configured: ConfiguredProgram? { self }

    /// The trainer and its first batch.
    public func step(_ settings: ProgramSettings) throws -> (trainer: Trainer, batch: Batch) {
        let (training, _) = try data.load(folder: settings.dataFolder)
        let size = min(settings.batchSize ?? batchSize, training.count)
        let trainer = try recipe.trainer(settings, seed: settings.seed ?? seed)
        return (trainer, try training.batched(size).batch(0, epoch: 0))
    }

    /// Trains as the file says.
    public func run(_ settings: ProgramSettings, _ report: @escaping (ProgramEvent) -> Void) throws -> ProgramResult {
        let (training, validation) = try data.load(folder: settings.dataFolder)
        let trainer = try recipe.trainer(settings, seed: settings.seed ?? seed)
        let losses = StepLosses(limit: settings.steps)
        let history = try trainer.fit(
            training, epochs: settings.epochs ?? epochs, batchSize: settings.batchSize ?? batchSize,
            validation: validation, shuffle: shuffle, callbacks: [losses], run: settings.run, resume: settings.resume,
            progress: { report(.training($0)) })
        return ProgramResult(
            seed: trainer.seed, losses: losses.losses,
            results: (history.epochs.last ?? []).map { (name: $0.name, value: Double($0.value)) },
            digest: history.digest)
    }
}
