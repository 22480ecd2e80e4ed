import VerbatimGraph
import VerbatimNN
import VerbatimReference
import VerbatimTensor

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What a run's configuration describes, made again: model, optimizer, losses, metrics, seed.
struct RunProgram {
    private var program: Program
    private let startsFromStoredValues: Bool

    /// Reads a configuration.
    ///
    /// - Throws: `VerbatimError` of code `unsupported` for a type that is not the library's, of other codes for a
    ///   configuration that makes no sense.
    init(_ run: RecordedRun) throws {
        func decoded<Value: Decodable>(_ value: JSONValue?, _: Value.Type, _ name: String) throws -> Value {
            let decoder = JSONDecoder()
            decoder.nonConformingFloatDecodingStrategy = .convertFromString(
                positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
            do {
                return try decoder.decode(Value.self, from: Data(value?.serialized() ?? []))
            } catch let error as DecodingError {
                throw VerbatimError(
                    .file, "the configuration's \(name) cannot be read", received: "\(error)",
                    expected: "what this version writes")
            }
        }
        let configuration = run.configuration
        guard run.text("draws") == "KeyedDraws" else {
            throw VerbatimError(
                .unsupported, "draws from outside", received: run.text("draws") ?? "no draws", expected: "KeyedDraws")
        }
        let description = configuration["model"]?.serialized() ?? []
        let model = try Model(description: String(decoding: description, as: UTF8.self))
        startsFromStoredValues = try run.boolean("startsFromStoredValues")
        var weights: [Double] = []
        if case .array(let values)? = configuration["lossWeights"] {
            weights = values.compactMap { if case .string(let text) = $0 { Double(text) } else { nil } }
        }
        program = Program(
            model: model,
            optimizer: try decoded(configuration["optimizer"], Configured<any Optimizer>.self, "optimizer").value,
            losses: try decoded(configuration["losses"], [Configured<any Loss>].self, "losses").map(\.value),
            lossWeights: weights,
            metrics: try decoded(configuration["metrics"], [[Configured<any Metric>]].self, "metrics")
                .map { $0.map(\.value) },
            weightedMetrics: try decoded(
                configuration["weightedMetrics"], [[Configured<any Metric>]].self, "weighted metrics"
            ).map { $0.map(\.value) },
            seed: try run.integer("seed"), draws: KeyedDraws(), executor: ReferenceExecutor())
        let counts = [
            program.losses.count, weights.count, program.metrics.count, program.weightedMetrics.count,
        ]
        guard counts.allSatisfy({ $0 == model.outputs.count }) else {
            throw VerbatimError(
                .file, "the configuration has a wrong number of losses, weights or lists of metrics",
                received: "\(counts)", expected: "\(model.outputs.count) of each")
        }
    }

    /// The program at another learning rate.
    func settingRate(_ rate: Double) -> RunProgram {
        var other = self
        other.program.optimizer = program.optimizer?.settingRate(rate)
        return other
    }

    /// The step of a name, for inputs of the types that a stored one takes.
    func graph(like stored: Graph, name: String) throws -> Graph {
        let inputs = Self.types(of: "input", stored)
        let kind = StepKind(
            use: name.hasPrefix("\(StepKind.Use.training)") ? .training : .evaluation, inputs: inputs,
            targets: Self.types(of: "target", stored))
        let layout = try StateLayout(declarations(inputs), program.optimizer)
        return try StepBuilder(program: program, layout: layout).build(kind).graph
    }

    /// The digest of the state that the program starts from, for inputs as a stored step takes; nil where it came from
    /// outside.
    func initialDigest(like stored: Graph) throws -> String? {
        guard !startsFromStoredValues else { return nil }
        return try program.initialState(declarations(Self.types(of: "input", stored))).digest
    }

    /// The types of a step's inputs of a kind, which are named by it and their number.
    private static func types(of kind: String, _ graph: Graph) -> [TensorType] {
        zip(graph.inputs, graph.inputTypes).filter {
            $0.0.name.hasPrefix(kind) && Int($0.0.name.dropFirst(kind.count)) != nil
        }.map(\.1)
    }

    private func declarations(_ inputs: [TensorType]) throws -> ModelDeclarations {
        try program.model.declarations(inputs: inputs.map { $0.with(shape: [1] + $0.shape.dropFirst()) })
    }
}
