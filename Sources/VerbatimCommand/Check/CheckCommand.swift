import ArgumentParser
import Foundation
import Verbatim

/// `verbatim check`: runs a program in fresh processes and tabulates the distinct outcomes.
struct CheckCommand: AsyncParsableCommand {
    static let configuration: CommandConfiguration = .init(
        commandName: "check",
        abstract: "Run a program in fresh processes and tabulate the distinct outcomes.",
        usage: """
            verbatim check [--runs N] [--threads A,B] [--isa A,B] [--env NAME=A,B] [options of train]
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

    @Option(name: .customLong("env"), help: ArgumentHelp("An environment variable to sweep.", valueName: "name=a,b"))
    var environment: [String] = []

    @Option(help: ArgumentHelp("Compare the last match in a command's output.", valueName: "regex"))
    var match: String?

    @Option(help: ArgumentHelp("Compare a file that a command writes.", valueName: "path"))
    var file: String?

    @Flag(help: "Print the table as JSON.")
    var json = false

    @OptionGroup var program: ProgramOptions

    @Argument(parsing: .postTerminator, help: "Any command, after --.")
    var command: [String] = []

    func run() async throws {
        let subject = try subject()
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
        if report.distinct.count > 1 { throw ExitCode(1) }
    }

    private func subject() throws -> Subject {
        guard !command.isEmpty else {
            guard match == nil, file == nil else {
                throw VerbatimError(
                    .configuration, "--match and --file read the outcome of a command", received: "no command",
                    expected: "-- COMMAND ...", remedy: "Verbatim's own programs are compared by digest and loss bits")
            }
            return .program(try program.arguments())
        }
        guard program.isEmpty else {
            throw VerbatimError(
                .configuration, "check takes a program of Verbatim or a command, not both",
                received: try program.arguments().joined(separator: " ") + " and a command", expected: "one of them")
        }
        switch (match, file) {
        case (nil, nil): return .command(command, .lastLine)
        case (let pattern?, nil): return .command(command, .match(pattern))
        case (nil, let path?): return .command(command, .file(path))
        case (_?, _?):
            throw VerbatimError(
                .configuration, "a command has one outcome", received: "--match and --file", expected: "one of them")
        }
    }

    private func axes() throws -> [(name: String, values: [String])] {
        var axes: [(name: String, values: [String])] = []
        if let threads {
            let values = Self.list(threads)
            for value in values where Int(value).map({ $0 > 0 }) != true {
                throw VerbatimError(
                    .configuration, "--threads is not a list of numbers of threads", received: value,
                    expected: "whole numbers from 1, separated by commas")
            }
            axes.append(("threads", values))
        }
        if let isa {
            let values = Self.list(isa)
            for value in values where InstructionSet(rawValue: value) == nil {
                throw VerbatimError(
                    .configuration, "--isa names an unknown instruction set", received: value,
                    expected: InstructionSet.allCases.map(\.rawValue).joined(separator: ", "))
            }
            axes.append(("isa", values))
        }
        for item in environment {
            let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty else {
                throw VerbatimError(
                    .configuration, "--env is not a variable with its values", received: item, expected: "NAME=a,b")
            }
            axes.append((String(parts[0]), Self.list(String(parts[1]))))
        }
        return axes
    }

    private static func list(_ text: String) -> [String] {
        text.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: .whitespaces) }
    }
}
