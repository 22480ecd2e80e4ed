import Foundation
import Verbatim

/// What is run again and again: one of Verbatim's programs, or any command.
enum Subject: Sendable {
    /// Arguments of `verbatim train`; the outcome is the digest and every step's loss bits.
    case program([String])
    /// A command and how its outcome is read.
    case command([String], Reading)

    /// Where a command's outcome stands.
    enum Reading: Sendable {
        /// The last line of standard output that is not empty.
        case lastLine
        /// The last match of a regular expression in standard output; its first group, if it has one.
        case match(String)
        /// The SHA-256 of a file that the command writes.
        case file(String)
    }

    /// Runs once under a cell's settings.
    ///
    /// - Throws: `VerbatimError` if the child failed or left no outcome.
    func run(in cell: Cell) async throws -> Outcome {
        var environment: [String: String] = [:]
        switch self {
        case .program(let arguments):
            var command = [try SelfExecutable.path(), "train"] + arguments + ["--json"]
            for setting in cell.settings {
                switch setting.name {
                case "threads": command += ["--threads", setting.value]
                case "isa": command += ["--isa", setting.value]
                case "micro-batches": command += ["--micro-batches", setting.value]
                case "without": command += ["--without", setting.value]
                case "optimizer": command += ["--optimizer", setting.value]
                default: environment[setting.name] = setting.value
                }
            }
            let result = try await finished(ChildProcess(command: command, environment: environment), cell)
            let line = result.output.split(separator: "\n").last.map(String.init) ?? ""
            guard let report = try? JSONDecoder().decode(TrainingReport.self, from: Data(line.utf8)) else {
                throw VerbatimError(
                    .malformed, "a run printed no report", received: line.isEmpty ? "nothing" : line,
                    expected: "the JSON that train --json prints")
            }
            return Outcome(
                value: report.outcome, resources: "\(report.instructionSet), \(report.threads) workers")
        case .command(var command, let reading):
            for setting in cell.settings {
                if setting.name.hasPrefix("argument ") {
                    Self.set(String(setting.name.dropFirst("argument ".count)), to: setting.value, in: &command)
                    continue
                }
                switch setting.name {
                case "threads": environment["VERBATIM_THREADS"] = setting.value
                case "isa": environment["VERBATIM_ISA"] = setting.value
                default: environment[setting.name] = setting.value
                }
            }
            return try await reading.outcome { [command, environment] in
                try await finished(ChildProcess(command: command, environment: environment), cell).output
            }
        }
    }

    /// Gives an argument another value: the word after its name, what follows `NAME=`, or both at the end.
    private static func set(_ name: String, to value: String, in command: inout [String]) {
        if let place = command.dropFirst().firstIndex(of: name), place + 1 < command.count {
            command[place + 1] = value
        } else if let place = command.dropFirst().firstIndex(where: { $0.hasPrefix("\(name)=") }) {
            command[place] = "\(name)=\(value)"
        } else {
            command += [name, value]
        }
    }

    private func finished(_ child: ChildProcess, _ cell: Cell) async throws -> ChildProcess.Result {
        let result = try await child.run()
        if let failure = result.failure {
            throw VerbatimError(
                .environment, "a child failed (\(cell.label))", received: failure,
                expected: "exit status 0", remedy: result.errorTail.isEmpty ? nil : "it said: \(result.errorTail)")
        }
        return result
    }
}

extension Subject.Reading {
    /// Runs the command and reads its outcome.
    func outcome(_ run: () async throws -> String) async throws -> Outcome {
        switch self {
        case .lastLine:
            let output = try await run()
            let lines = output.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
            guard let last = lines.last(where: { !$0.isEmpty }) else {
                throw VerbatimError(
                    .data, "the command printed nothing to compare", received: "empty standard output",
                    expected: "a last line", remedy: "print the result, or compare a file with --file")
            }
            return Outcome(value: last)
        case .match(let pattern):
            let output = try await run()
            guard let value = try lastMatch(of: pattern, in: output) else {
                throw VerbatimError(
                    .data, "nothing in the command's output matches", received: "\(output.count) characters",
                    expected: "a match of \(pattern)", remedy: "mend the expression given to --match")
            }
            return Outcome(value: value)
        case .file(let path):
            let before = Self.stamp(path)
            _ = try await run()
            guard let after = Self.stamp(path), let data = FileManager.default.contents(atPath: path) else {
                throw VerbatimError(
                    .file, "the command left no file to compare", received: "nothing readable at \(path)",
                    expected: "a file written by each run")
            }
            guard before != after else {
                throw VerbatimError(
                    .file, "the command did not write the file to compare", received: "\(path) unchanged",
                    expected: "a file written by each run", remedy: "name the file that the command writes")
            }
            return Outcome(value: SHA256Digest.hex(Array(data)))
        }
    }

    private func lastMatch(of pattern: String, in text: String) throws -> String? {
        let expression: NSRegularExpression
        do {
            expression = try NSRegularExpression(pattern: pattern, options: [.anchorsMatchLines])
        } catch {
            throw VerbatimError(
                .configuration, "--match is not a regular expression", received: pattern, expected: "ICU syntax")
        }
        let whole = NSRange(text.startIndex..., in: text)
        guard let match = expression.matches(in: text, range: whole).last else { return nil }
        let group = match.numberOfRanges > 1 ? match.range(at: 1) : match.range
        return Range(group, in: text).map { String(text[$0]) }
    }

    /// Identity and time of a file, to see that a run has written it.
    private static func stamp(_ path: String) -> String? {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else { return nil }
        let time = (attributes[.modificationDate] as? Date)?.timeIntervalSinceReferenceDate ?? 0
        return "\(attributes[.systemFileNumber] ?? 0) \(time)"
    }
}
