import ArgumentParser
import Foundation
import Verbatim
import VerbatimExamples

/// `verbatim train`: runs one of the programs and ends with the digest of what was trained.
struct TrainCommand: AsyncParsableCommand {
    static let configuration: CommandConfiguration = .init(
        commandName: "train",
        abstract: "Train a model; with no options, a small CNN on embedded handwritten digits.",
        discussion: """
            The last line is the digest of the trained state: the same on any machine, for any --threads, and however \
            often the run was stopped and resumed. With --out, Ctrl-C saves before it ends (status 130).
            """)

    @OptionGroup var options: ProgramOptions
    @OptionGroup var resources: ResourceOptions
    @OptionGroup var recording: RunOptions

    @Option(parsing: .unconditional, help: "Parts in which a step goes through its samples, for less memory.")
    var microBatches = 1

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    @Flag(help: "Print the program as YAML for --config, and train nothing.")
    var printConfig = false

    func run() async throws {
        let program = try options.program()
        let executor: CPUExecutor = try resources.executor()
        var settings = try options.settings(executor: executor)
        settings.microBatches = microBatches
        if printConfig {
            guard let configured = program.configured else {
                throw VerbatimError(
                    .unsupported, "the program has no configuration", received: program.name,
                    expected: "a program that is made of layers")
            }
            return print(try configured.text(settings), terminator: "")
        }
        settings.run = try recording.directory()
        settings.resume = recording.resume ? .ifPresent : .never
        let result = try await result(program, settings)
        if json {
            let report = TrainingReport(
                program: program.name, arithmetic: ArithmeticLabel.current, seed: result.seed,
                instructionSet: executor.instructionSet.rawValue, threads: executor.workerCount,
                lossBits: result.losses.map { Hexadecimal.text($0.bitPattern) },
                results: Dictionary(result.results.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 }),
                digest: result.digest)
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys]
            encoder.nonConformingFloatEncodingStrategy = .convertToString(
                positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
            print(String(decoding: try encoder.encode(report), as: UTF8.self))
        } else {
            print("digest: \(result.digest)")
        }
    }

    /// Trains; a recorded run is saved when it is interrupted.
    private func result(_ program: any ExampleProgram, _ settings: ProgramSettings) async throws -> ProgramResult {
        let isSilent = json
        let task = Task.detached {
            let renderer = Self.renderer(isSilent: isSilent)
            return try program.run(settings) { event in
                switch event {
                case .line(let line): renderer.line(line)
                case .training(let event): renderer.handle(event)
                }
            }
        }
        let interruption = settings.run.map { _ in Interruption { task.cancel() } }
        defer { interruption?.end() }
        do {
            return try await task.value
        } catch is CancellationError {
            StandardError.line("\nverbatim: the run is saved; go on with: \(Self.resumption)")
            throw ExitCode(130)
        }
    }

    private static func renderer(isSilent: Bool) -> any ProgressRenderer {
        if isSilent { return SilentRenderer() }
        return Terminal.hasOutput ? BarRenderer() : LineRenderer()
    }

    /// The command that goes on with this one's run.
    private static var resumption: String {
        let arguments = CommandLine.arguments + (CommandLine.arguments.contains("--resume") ? [] : ["--resume"])
        let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./=,:+@%")
        return arguments.map { argument in
            argument.allSatisfy(plain.contains) && !argument.isEmpty
                ? argument : "'\(argument.replacing("'", with: "'\\''"))'"
        }.joined(separator: " ")
    }
}
