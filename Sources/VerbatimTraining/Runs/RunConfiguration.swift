import VerbatimArithmetic
import VerbatimGraph
import VerbatimNN

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// All that fixes the bits of a run, as JSON: two runs with equal configurations have equal ledgers.
struct RunConfiguration {
    let value: JSONValue

    /// The configuration of a call of `fit`.
    ///
    /// - Parameters:
    ///   - program: What the trainer was compiled from.
    ///   - declarations: What its model declares.
    ///   - sizes: Epochs, batch size and the like, by name.
    ///   - shuffle: Whether each epoch has an order of its own.
    ///   - data: Digests of the data, by name.
    ///   - steps: Digests of the steps' texts, by name.
    /// - Throws: `VerbatimError` for an option that cannot be written.
    init(
        _ program: Program, _ declarations: ModelDeclarations, sizes: [(String, Int)], shuffle: Bool,
        data: [(String, String)], steps: [(String, String)]
    ) throws {
        func object(_ texts: [(String, String)]) -> JSONValue {
            .object(texts.map { .init($0.0, .string($0.1)) })
        }
        var members: [JSONValue.Member] = [
            .init("format", .string("verbatim run")), .init("version", .integer(1)),
            .init("library", .string(LibraryVersion.current)),
            .init("arithmetic", .string(ArithmeticVersion.current)), .init("seed", .integer(program.seed)),
        ]
        members += sizes.map { .init($0.0, .integer($0.1)) }
        members += [
            .init("shuffle", .boolean(shuffle)),
            .init("optimizer", try program.optimizer.map { try Self.json(Configured($0)) } ?? .null),
            .init("losses", try .array(program.losses.map { try Self.json(Configured($0)) })),
            .init("lossWeights", .array(program.lossWeights.map { .string("\($0)") })),
            .init("metrics", try Self.json(program.metrics)),
            .init("weightedMetrics", try Self.json(program.weightedMetrics)),
            .init("draws", .string(String(describing: type(of: program.draws)))),
            .init("startsFromStoredValues", .boolean(declarations.variables.contains { $0.storedValue != nil })),
            .init("data", object(data)),
            .init("model", try JSONValue(Array(try program.model.description().utf8)[...], source: "a description")),
            // What follows from the above comes last, so that a difference is named by its cause.
            .init("initialState", .string(try program.initialState(declarations).digest)),
            .init("steps", object(steps)),
        ]
        value = .object(members)
    }

    /// The file's bytes: one line.
    var serialized: [UInt8] { value.serialized() + [UInt8(ascii: "\n")] }

    /// Throws unless another run's configuration is this one.
    ///
    /// - Throws: `VerbatimError` of code `configuration` that names the first differences.
    func check(against other: JSONValue, _ directory: String) throws {
        let differences = JSONDifference.all(other, value)
        guard let first = differences.first else { return }
        let places = differences.prefix(4).map(\.path).joined(separator: ", ")
        throw VerbatimError(
            .configuration, "the run in \(directory) was begun with another configuration: \(places)",
            received: "\(first.path) \(first.second ?? "absent")",
            expected: "\(first.path) \(first.first ?? "absent")",
            remedy: "use the same program and data, or another folder")
    }

    /// A list of metrics for each output.
    private static func json(_ metrics: [[any Metric]]) throws -> JSONValue {
        try .array(metrics.map { try .array($0.map { try json(Configured($0)) }) })
    }

    private static func json(_ value: some Encodable) throws -> JSONValue {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        do {
            return try JSONValue(Array(try encoder.encode(value))[...], source: "an option")
        } catch let error as EncodingError {
            throw VerbatimError(
                .configuration, "an option of the run cannot be described", received: "\(error)",
                expected: "options that JSON can hold")
        }
    }
}
