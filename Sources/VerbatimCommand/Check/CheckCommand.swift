import ArgumentParser
import Foundation
import Verbatim

/// `verbatim check`: runs a program in fresh processes and tabulates the distinct outcomes.
struct CheckCommand: AsyncParsableCommand {
    static let configuration: CommandConfiguration = .init(
        commandName: "check",
        abstract: "Run a program in fresh processes and tabulate the distinct outcomes.",
        usage: """
            verbatim check [--runs N] [--threads A,B] [--isa A,B] [--micro-batches A,B] [--env NAME=A,B] [options of train]
            verbatim check [--runs N] [--threads A,B] [--env NAME=A,B] [--match REGEX | --file PATH] -- COMMAND ...
            """,
        discussion: """
            Verbatim's own programs are compared by digest and by every step's loss bits, any other command by its \
            last output line. Exit status: 0 one outcome, 1 several, 2 a child failed or the input is wrong.
            """)

    @Option(parsing: .unconditional, help: "Runs of each cell of the sweep.")
    var runs = 2

    @Option(help: ArgumentHelp("Worker counts to sweep.", valueName: "a,b"))
    var threads: String?

    @Option(help: ArgumentHelp("Instruction sets to sweep.", valueName: "a,b"))
    var isa: String?

    @Option(help: ArgumentHelp("Numbers of parts of a step to sweep.", valueName: "a,b"))
    var microBatches: String?

    @Option(name: .customLong("env"), help: ArgumentHelp("An environment variable to sweep.", valueName: "name=a,b"))
    var environment: [String] = []

    @Flag(help: "Print the table as JSON.")
    var json = false

    @Flag(help: "Where a program of Verbatim disagrees, record two runs and say by which operation they part.")
    var trace = false

    @OptionGroup var subject: SubjectOptions

    func run() async throws {
        let subject = try self.subject.subject()
        guard !trace || self.subject.command.isEmpty else {
            throw VerbatimError(
                .configuration, "--trace records runs of Verbatim's programs", received: "a command",
                expected: "a program of Verbatim")
        }
        let axes = try axes()
        guard runs > 0 else {
            throw VerbatimError(
                .configuration, "--runs is out of range", received: "\(runs)", expected: "1 or more")
        }
        let cells = Cell.all(axes) { setting in
            guard setting.name == "isa", let set = InstructionSet(rawValue: setting.value) else { return nil }
            return set.isAvailable ? nil : "this machine lacks \(setting.value)"
        }
        var report = CheckReport()
        let total = cells.filter { $0.skipped == nil }.count * runs
        let progress = CountProgress(total: total, noun: "runs")
        for cell in cells {
            var outcomes: [Outcome] = []
            if cell.skipped == nil {
                for _ in 0..<runs {
                    outcomes.append(try await subject.run(in: cell))
                    progress.advance(cell.label)
                }
            }
            report.add(cell, outcomes)
        }
        progress.finish()
        guard !report.distinct.isEmpty else {
            throw VerbatimError(
                .environment, "every cell was skipped", received: cells.map(\.label).joined(separator: ", "),
                expected: "at least one that this machine can run")
        }
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys]
            print(String(decoding: try encoder.encode(report), as: UTF8.self))
        } else {
            print(report.text)
        }
        guard report.distinct.count > 1 else { return }
        if trace, case .program(let arguments) = subject {
            let (first, second) = report.disagreement ?? (cells[0], cells[0])
            // That they differ stands, whether or not it can be said by which operation.
            do {
                print(try await Trace(arguments: arguments).text(first, second))
            } catch let error as VerbatimError {
                print("not traced: \(error.description)")
            }
        }
        throw ExitCode(1)
    }

    private func axes() throws -> [(name: String, values: [String])] {
        var axes: [(name: String, values: [String])] = []
        for (name, list) in [("threads", threads), ("micro-batches", microBatches)] {
            guard let list else { continue }
            let values = Cell.list(list)
            for value in values where Int(value).map({ $0 > 0 }) != true {
                throw VerbatimError(
                    .configuration, "--\(name) is not a list of numbers", received: value,
                    expected: "whole numbers from 1, separated by commas")
            }
            axes.append((name, values))
        }
        guard microBatches == nil || subject.command.isEmpty else {
            throw VerbatimError(
                .configuration, "--micro-batches parts the steps of Verbatim's programs", received: "a command",
                expected: "a program of Verbatim")
        }
        if let isa {
            let values = Cell.list(isa)
            for value in values where InstructionSet(rawValue: value) == nil {
                throw VerbatimError(
                    .configuration, "--isa names an unknown instruction set", received: value,
                    expected: InstructionSet.allCases.map(\.rawValue).joined(separator: ", "))
            }
            axes.append(("isa", values))
        }
        for item in environment {
            axes.append(try Cell.variation(item, option: "--env"))
        }
        return axes
    }
}
