import ArgumentParser
import Foundation
import Verbatim
import VerbatimExamples

/// `verbatim train`: runs one of the programs and ends with the digest of what was trained.
struct TrainCommand: ParsableCommand {
    static let configuration: CommandConfiguration = .init(
        commandName: "train",
        abstract: "Train a model; with no options, a small CNN on embedded handwritten digits.",
        discussion: "The last line is the digest of the trained state: the same on any machine, for any --threads.")

    @OptionGroup var options: ProgramOptions
    @OptionGroup var resources: ResourceOptions

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    private func renderer() -> any ProgressRenderer {
        if json { return SilentRenderer() }
        return Terminal.hasOutput ? BarRenderer() : LineRenderer()
    }

    func run() throws {
        let program = try options.program()
        let executor: CPUExecutor = try resources.executor()
        let settings = try options.settings(executor: executor)
        let renderer = renderer()
        let result = try program.run(settings) { event in
            switch event {
            case .line(let line): renderer.line(line)
            case .training(let event): renderer.handle(event)
            }
        }
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
}
