import ArgumentParser
import Verbatim
import VerbatimExamples

/// Which of Verbatim's programs runs, and how: the options that `train` and `check` share.
struct ProgramOptions: ParsableArguments {
    @Option(help: ArgumentHelp("A program: \(Self.names(ExamplePrograms.examples)).", valueName: "name"))
    var example: String?

    @Option(help: ArgumentHelp("A data set: \(Self.names(ExamplePrograms.dataSets)).", valueName: "name"))
    var dataset: String?

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

    private static func names(_ programs: [any ExampleProgram]) -> String {
        programs.map(\.name).joined(separator: ", ")
    }

    /// Whether nothing was given.
    var isEmpty: Bool {
        example == nil && dataset == nil && data == nil && epochs == nil && steps == nil && batchSize == nil
            && seed == nil && draws == nil
    }

    /// The program that was named.
    func program() throws -> any ExampleProgram {
        switch (example, dataset) {
        case (nil, nil): return ExamplePrograms.standard
        case (let name?, nil): return try Self.find(name, ExamplePrograms.examples, "--example")
        case (nil, let name?): return try Self.find(name, ExamplePrograms.dataSets, "--dataset")
        case (_?, _?):
            throw VerbatimError(
                .configuration, "one program is trained at a time", received: "--example and --dataset",
                expected: "one of them")
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
        settings.draws = draws.flatMap(ProgramSettings.Draws.init) ?? .verbatim
        return settings
    }

    /// The same options as arguments for a child process; checked first, so that a mistake ends at once.
    func arguments() throws -> [String] {
        _ = try program()
        try checkRanges()
        var arguments: [String] = []
        for (name, value) in [
            ("--example", example), ("--dataset", dataset), ("--data", data), ("--epochs", epochs.map(String.init)),
            ("--steps", steps.map(String.init)), ("--batch-size", batchSize.map(String.init)),
            ("--seed", seed.map { String($0) }), ("--draws", draws),
        ] {
            if let value { arguments += [name, value] }
        }
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
