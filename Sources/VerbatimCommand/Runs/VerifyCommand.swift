import ArgumentParser
import Foundation
import Verbatim

/// `verbatim verify`: makes a recorded run's steps again and compares everything.
struct VerifyCommand: ParsableCommand {
    static let configuration: CommandConfiguration = .init(
        commandName: "verify",
        abstract: "Make a recorded run's steps again from what it stored, and print a certificate.",
        discussion: """
            Needs the data and no other code: layers, losses and optimizers are in the stored steps. Any instruction \
            set and number of threads will do. Exit status: 0 accepted, 1 rejected, 2 it cannot be verified here.
            """)

    @Argument(help: ArgumentHelp("A run's folder, or a packed run.", valueName: "run"))
    var source: String

    @Option(help: ArgumentHelp("The folder of the data that it was trained on.", valueName: "dir"))
    var data: String?

    @Option(help: ArgumentHelp("Only the segments between checkpoints that hold these steps.", valueName: "a..b"))
    var steps: String?

    @Option(help: ArgumentHelp("Only some segments, which the ledger's hash chooses.", valueName: "count"))
    var sample: Int?

    @OptionGroup var resources: ResourceOptions

    @Flag(help: "Print the certificate as JSON.")
    var json = false

    func run() throws {
        let recorded = try RecordedRun(source)
        let samples = try RunReader.samples(recorded, folder: data)
        let progress = CountProgress(noun: "steps")
        let certificate = try RunVerifier.verify(
            recorded, samples, executor: try resources.executor(), selection: try selection()
        ) { progress.advance(to: $0, of: $1) }
        progress.finish()
        print(json ? try Self.json(certificate) : Self.text(certificate))
        if !certificate.isAccepted { throw ExitCode(1) }
    }

    private func selection() throws -> RunVerifier.Selection {
        var selection = RunVerifier.Selection()
        if let sample {
            guard sample > 0 else {
                throw VerbatimError(.configuration, "--sample", received: "\(sample)", expected: "at least 1")
            }
            selection.sample = sample
        }
        if let steps {
            let ends = steps.components(separatedBy: "..").map { Int($0) }
            guard ends.count == 2, let first = ends[0], let last = ends[1], first >= 1, first <= last else {
                throw VerbatimError(
                    .configuration, "--steps", received: steps, expected: "A..B, counted from 1, A at most B")
            }
            selection.steps = first...last
        }
        return selection
    }

    private static func json(_ certificate: Certificate) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(certificate), as: UTF8.self)
    }

    private static func text(_ certificate: Certificate) -> String {
        var lines = certificate.checks.map { check -> String in
            let result = check.result == "equal" ? "" : ": \(check.result)"
            return "\(check.isRejected ? "NOT EQUAL" : "ok       ")  \(check.what)\(result)"
        }
        lines.append(
            "\(certificate.verifiedSteps) of \(certificate.recordedSteps) steps made again by \(certificate.executor), "
                + "\(certificate.threads) threads, \(certificate.machine), arithmetic \(certificate.arithmetic)")
        lines.append("ledger \(certificate.ledgerHead), \(certificate.ledgerRecords) records")
        lines.append(certificate.isAccepted ? "accepted" : "rejected")
        return lines.joined(separator: "\n")
    }
}
