import ArgumentParser
import Foundation
import Verbatim

/// `verbatim-bench measure`: measures steps of a workload and prints one line of JSON with the keys of the peers' programs.
struct MeasureCommand: ParsableCommand {
    static let configuration: CommandConfiguration = .init(
        commandName: "measure",
        abstract: "Measure training steps, or predictions, of the workloads that other libraries are measured on.",
        discussion: "Prints one line of JSON. --profile prints what each part of a step takes instead.")

    @Option(help: ArgumentHelp(Workload.allCases.map(\.rawValue).joined(separator: ", ") + ".", valueName: "name"))
    var workload: String?

    @Option(
        help: ArgumentHelp(
            "A StableHLO program to run instead, on synthetic inputs: floats in [0, 1), integers in [0, 10).",
            valueName: "program.mlir"))
    var program: String?

    @Option(
        help: ArgumentHelp(
            "The program's inputs in0, in1, ...: numbers as they occur, since arithmetic on subnormal ones is slow.",
            valueName: "file.npz"))
    var inputs: String?

    @Option(help: "Samples in a step; by default the workload's own, and 1 of a program, whose text fixes its shapes.")
    var batch: Int?

    @Option(help: "Worker threads; all cores by default.")
    var threads: Int?

    @Option(help: ArgumentHelp("Instruction set; the best here by default.", valueName: "name"))
    var isa: String?

    @Option(help: "Measured steps, at most.")
    var steps = 200

    @Option(help: "Steps before the first measured one.")
    var warmup = 4

    @Option(help: ArgumentHelp("Stop measuring after this long, but not before 8 steps.", valueName: "seconds"))
    var maxSeconds = 6.0

    @Option(
        help: ArgumentHelp(
            "Segments of the model whose values a step computes again: a number, or full for each layer.",
            valueName: "segments"))
    var remat: String?

    @Flag(help: "Print a table of what each part of a step takes.")
    var profile = false

    @Option(
        help: ArgumentHelp(
            "Measure epochs of fit instead, in turn plain and with: "
                + FitComparison.Extra.allCases.map(\.rawValue).joined(separator: ", ") + ".",
            valueName: "extra"))
    var fitWith: String?

    func run() throws {
        for (name, value, least) in [("--batch", batch ?? 1, 1), ("--steps", steps, 1), ("--warmup", warmup, 0)]
        where value < least {
            throw VerbatimError(.configuration, name, received: "\(value)", expected: "at least \(least)")
        }
        guard (workload == nil) != (program == nil) else {
            throw VerbatimError(
                .configuration, "one thing is measured at a time",
                received: workload == nil ? "neither --workload nor --program" : "--workload and --program",
                expected: "one of them")
        }
        let executor = try CPUExecutor(threads: threads, instructionSet: try instructionSet())
        if let program {
            try measure(try ProgramWorkload(path: program, inputs: inputs, executor: executor), executor)
        } else if let fitWith {
            let workload = try chosenWorkload()
            try printLine(
                FitComparison(
                    workload, try extra(fitWith, of: workload), batch: batch ?? workload.batchSize, executor: executor,
                    maxSeconds: maxSeconds))
        } else {
            try measure(try chosenWorkload(), executor)
        }
    }

    private func measure(_ program: ProgramWorkload, _ executor: CPUExecutor) throws {
        if profile { return printTable(try program.profile(runs: min(steps, 30)), executor) }
        var stopwatch = Stopwatch(warmup: warmup, steps: steps, maxSeconds: maxSeconds)
        var outputs: [TensorValue] = []
        try stopwatch.measure { try program.run(into: &outputs) }
        try printLine(
            BenchReport(
                workload: program.name, batch: batch ?? 1, executor: executor, stopwatch: stopwatch, firstLoss: nil))
    }

    private func measure(_ workload: Workload, _ executor: CPUExecutor) throws {
        let batchSize = batch ?? workload.batchSize
        let trainer = try workload.trainer(
            executor: executor, remat: remat.map { try Remat(checking: $0) })
        let (inputs, targets) = workload.data(batchSize: batchSize)
        if profile {
            let batch = try Batch(inputs, targets)
            return printTable(try trainer.profileStep(batch, runs: min(steps, 30)), executor)
        }
        var stopwatch = Stopwatch(warmup: warmup, steps: steps, maxSeconds: maxSeconds)
        var firstLoss: Float?
        if workload.isPrediction {
            let predictor = try trainer.predictor(for: inputs)
            try stopwatch.measure { _ = try predictor(inputs, batchSize: batchSize) }
        } else {
            try stopwatch.measure {
                let values = try trainer.trainOnBatch(inputs, targets)
                if firstLoss == nil { firstLoss = values[0] }
            }
        }
        try printLine(
            BenchReport(
                workload: workload.rawValue, batch: batchSize, executor: executor, stopwatch: stopwatch,
                firstLoss: firstLoss))
    }

    private func printTable(_ steps: [StepProfile], _ executor: CPUExecutor) {
        print(ProfileTable(steps: steps, peak: executor.measuredPeak()).text)
    }

    private func printLine(_ report: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(report), as: UTF8.self))
    }

    private func extra(_ name: String, of workload: Workload) throws -> FitComparison.Extra {
        if let extra = FitComparison.Extra(rawValue: name), !workload.isPrediction { return extra }
        throw VerbatimError(
            .configuration, "--fit-with", received: "\(name) of \(workload.rawValue)",
            expected: FitComparison.Extra.allCases.map(\.rawValue).joined(separator: " or ")
                + ", of a workload that trains")
    }

    private func chosenWorkload() throws -> Workload {
        if let chosen = workload.flatMap(Workload.init(rawValue:)) { return chosen }
        throw VerbatimError(
            .configuration, "--workload", received: workload ?? "none",
            expected: Workload.allCases.map(\.rawValue).joined(separator: ", "))
    }

    private func instructionSet() throws -> InstructionSet? {
        guard let isa else { return nil }
        if let set = InstructionSet(rawValue: isa) { return set }
        throw VerbatimError(
            .environment, "unknown instruction set", received: isa,
            expected: InstructionSet.available.map(\.rawValue).joined(separator: ", "))
    }
}

extension Trainer {
    /// A predictor, the shapes being known from inputs.
    fileprivate func predictor(for inputs: Tensor) throws -> Predictor {
        try build(inputShapes: [Array(inputs.shape.dropFirst())])
        return try predictor()
    }
}
