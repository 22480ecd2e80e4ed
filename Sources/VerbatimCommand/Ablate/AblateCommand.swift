import ArgumentParser
import Foundation
import Verbatim
import VerbatimExamples

/// `verbatim ablate`: varies one thing at a time and says what changes the outcome and what makes it unstable.
struct AblateCommand: AsyncParsableCommand {
    static let configuration: CommandConfiguration = .init(
        commandName: "ablate",
        abstract: "Vary one thing at a time: which changes the outcome, and which makes it unstable.",
        usage: """
            verbatim ablate [--runs N] [options of train]
            verbatim ablate [--runs N] [--vary-arg NAME=A,B] [--vary-env NAME=A,B] [--match REGEX | --file PATH] \
            -- COMMAND ...
            """,
        discussion: """
            Of a program of Verbatim: each metric, each Dropout, the decay, the optimizer, threads, instruction sets. Of \
            any other command: the arguments and environment variables that are named. Each row is run several times in \
            fresh processes. Exit status: 0 every row gives one outcome, 1 some give several, 2 a child failed or the \
            input is wrong.
            """)

    @Option(help: "Runs of each row.")
    var runs = 3

    @Option(name: .customLong("vary-arg"), help: ArgumentHelp("A command's argument to vary.", valueName: "name=a,b"))
    var arguments: [String] = []

    @Option(
        name: .customLong("vary-env"), help: ArgumentHelp("An environment variable to vary.", valueName: "name=a,b"))
    var environment: [String] = []

    @OptionGroup var subject: SubjectOptions

    @Flag(help: "Print the table as JSON.")
    var json = false

    func run() async throws {
        guard runs > 1 else {
            throw VerbatimError(.configuration, "--runs", received: "\(runs)", expected: "at least 2")
        }
        let rows = try rows()
        let subject = try self.subject.subject()
        var report = AblationReport()
        let progress = CountProgress(total: rows.count * runs, noun: "runs")
        for row in rows {
            var outcomes: [Outcome] = []
            for _ in 0..<runs {
                outcomes.append(try await subject.run(in: row))
                progress.advance(row.label)
            }
            report.add(row, outcomes)
        }
        progress.finish()
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys]
            print(String(decoding: try encoder.encode(report), as: UTF8.self))
        } else {
            print(report.text)
        }
        if report.isUnstable { throw ExitCode(1) }
    }

    /// The program as given, then one change at a time.
    private func rows() throws -> [Cell] {
        var rows = [Cell(settings: [])]
        func add(_ name: String, _ values: [String]) {
            rows += values.map { Cell(settings: [Cell.Setting(name: name, value: $0)]) }
        }
        for (option, items, kind) in [("--vary-arg", arguments, "argument "), ("--vary-env", environment, "")] {
            for item in items {
                let (name, values) = try Cell.variation(item, option: option)
                add(kind + name, values)
            }
        }
        guard subject.command.isEmpty else {
            guard rows.count > 1 else {
                throw VerbatimError(
                    .configuration, "nothing is varied of a command", received: "no --vary-arg and no --vary-env",
                    expected: "what to vary")
            }
            return rows
        }
        guard arguments.isEmpty else {
            throw VerbatimError(
                .configuration, "--vary-arg varies the arguments of a command", received: "no command",
                expected: "-- COMMAND ...")
        }
        for change in try subject.program.program().changes {
            let arguments = change.arguments
            add(String(arguments[0].dropFirst(2)), [arguments[1]])
        }
        add("threads", ["1", "2", "4"])
        add("isa", InstructionSet.available.map(\.rawValue))
        return rows
    }
}
