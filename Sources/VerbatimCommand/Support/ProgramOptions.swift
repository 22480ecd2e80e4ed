import ArgumentParser
import Verbatim
import VerbatimExamples

/// Which of Verbatim's programs runs, and how: the options that `train` and `check` share.
struct ProgramOptions: ParsableArguments {
    @Option(help: ArgumentHelp("A program: \(Self.names(ExamplePrograms.examples)).", valueName: "name"))
    var example: String?

    @Option(help: ArgumentHelp("A data set: \(Self.names(ExamplePrograms.dataSets)).", valueName: "name"))
    var dataset: String?

    @Option(help: ArgumentHelp("A program that a YAML file describes.", valueName: "file"))
    var config: String?

    @Option(help: ArgumentHelp("The folder of the data set's files.", valueName: "dir"))
    var data: String?

    @Option(parsing: .unconditional, help: "Passes over the data.")
    var epochs: Int?

    @Option(parsing: .unconditional, help: "Steps after which training ends.")
    var steps: Int?

    @Option(parsing: .unconditional, help: "Samples in a step.")
    var batchSize: Int?

    @Option(parsing: .unconditional, help: "The seed of all draws.")
    var seed: Int?

    @Option(help: ArgumentHelp("Where draws come from: verbatim or tensorflow-1.", valueName: "name"))
    var draws: String?

    @Option(help: ArgumentHelp("Leave a part out: metric.1, dropout.1, decay.", valueName: "part"))
    var without: [String] = []

    @Option(help: ArgumentHelp("Another optimizer: \(Self.rules).", valueName: "name"))
    var optimizer: String?

    @Option(
        help: ArgumentHelp(
            "Segments of the model whose values a step computes again, for less memory: a number, or full for each layer.",
            valueName: "segments"))
    var remat: String?

    private static let rules = ProgramChange.Rule.allCases.map(\.rawValue).joined(separator: ", ")

    private static func names(_ programs: [any ExampleProgram]) -> String {
        programs.map(\.name).joined(separator: ", ")
    }

    /// Whether nothing was given.
    var isEmpty: Bool {
        example == nil && dataset == nil && config == nil && data == nil && epochs == nil && steps == nil
            && batchSize == nil
            && seed == nil && draws == nil && without.isEmpty && optimizer == nil && remat == nil
    }

    /// The program that was named.
    func program() throws -> any ExampleProgram {
        switch (example, dataset, config) {
        case (nil, nil, nil): return ExamplePrograms.standard
        case (let name?, nil, nil): return try Self.find(name, ExamplePrograms.examples, "--example")
        case (nil, let name?, nil): return try Self.find(name, ExamplePrograms.dataSets, "--dataset")
        case (nil, nil, let path?): return try ConfiguredProgram(contentsOf: path)
        case (_?, _?, _), (_?, _, _?), (_, _?, _?):
            throw VerbatimError(
                .configuration, "one program is trained at a time",
                received: [("--example", example), ("--dataset", dataset), ("--config", config)]
                    .filter { $0.1 != nil }.map(\.0).joined(separator: " and "), expected: "one of them")
        }
    }

    /// Throws unless every option is in its range.
    private func checkRanges() throws {
        for (name, value) in [("--epochs", epochs), ("--steps", steps), ("--batch-size", batchSize)] {
            guard let value, value < 1 else { continue }
            throw VerbatimError(
                .configuration, "\(name) is out of range", received: "\(value)", expected: "1 or more",
                remedy: "leave it out to take the program's own")
        }
        guard let draws, ProgramSettings.Draws(rawValue: draws) == nil else { return }
        throw VerbatimError(
            .configuration, "--draws names no source", received: draws,
            expected: ProgramSettings.Draws.allCases.map(\.rawValue).joined(separator: " or "))
    }

    /// The settings for the program.
    func settings(executor: any Executor) throws -> ProgramSettings {
        try checkRanges()
        var settings = ProgramSettings(executor: executor)
        settings.seed = seed
        settings.epochs = epochs
        settings.batchSize = batchSize
        settings.steps = steps
        settings.dataFolder = data
        settings.remat = try remat.map { try Remat(checking: $0) }
        settings.changes = try changes()
        settings.draws = draws.flatMap(ProgramSettings.Draws.init) ?? .verbatim
        return settings
    }

    private func changes() throws -> [ProgramChange] {
        var changes = try without.map { text in
            guard let part = ProgramChange.Part(text) else {
                throw VerbatimError(
                    .configuration, "--without", received: text, expected: "metric.1, dropout.1 and so on, or decay")
            }
            return ProgramChange.without(part)
        }
        if let optimizer {
            guard let rule = ProgramChange.Rule(rawValue: optimizer) else {
                throw VerbatimError(
                    .configuration, "--optimizer", received: optimizer,
                    expected: Self.rules)
            }
            changes.append(.optimizer(rule))
        }
        return changes
    }

    /// The same options as arguments for a child process; checked first, so that a mistake ends at once.
    func arguments() throws -> [String] {
        _ = try program()
        try checkRanges()
        _ = try remat.map { try Remat(checking: $0) }
        var arguments: [String] = []
        for (name, value) in [
            ("--example", example), ("--dataset", dataset), ("--config", config), ("--data", data),
            ("--epochs", epochs.map(String.init)),
            ("--steps", steps.map(String.init)), ("--batch-size", batchSize.map(String.init)),
            ("--seed", seed.map { String($0) }), ("--draws", draws),
            ("--remat", remat),
        ] {
            if let value { arguments += [name, value] }
        }
        for change in try changes() { arguments += change.arguments }
        return arguments
    }

    private static func find(
        _ name: String, _ programs: [any ExampleProgram], _ option: String
    ) throws -> any ExampleProgram {
        if let program = programs.first(where: { $0.name == name }) { return program }
        throw VerbatimError(
            .configuration, "\(option) names nothing that there is", received: name, expected: names(programs))
    }
}
