import ArgumentParser
import Foundation
import Verbatim

/// Where a run is recorded, and how often it can go on.
struct RunOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Record the run in a folder, from which it can be resumed.", valueName: "run"))
    var out: String?

    @Flag(help: "Go on with the run that the folder holds, if any.")
    var resume = false

    @Option(help: ArgumentHelp("Steps between checkpoints; one an epoch by default.", valueName: "steps"))
    var checkpointEvery: Int?

    @Option(help: ArgumentHelp("How many checkpoints are kept, beside the first.", valueName: "count"))
    var keep: Int?

    @Option(help: ArgumentHelp("What is recorded of a step: steps or full (every operation).", valueName: "level"))
    var ledger: String?

    @Flag(help: "Keep the data with the run.")
    var keepData = false

    /// The directory; nil if nothing is recorded.
    func directory() throws -> RunDirectory? {
        guard let out else {
            for (name, isGiven) in [
                ("--resume", resume), ("--checkpoint-every", checkpointEvery != nil), ("--keep", keep != nil),
                ("--ledger", ledger != nil), ("--keep-data", keepData),
            ] where isGiven {
                throw VerbatimError(
                    .configuration, "\(name) speaks of a recorded run", received: "no --out", expected: "--out RUN")
            }
            return nil
        }
        for (name, value) in [("--checkpoint-every", checkpointEvery), ("--keep", keep)] {
            if let value, value < 1 {
                throw VerbatimError(.configuration, name, received: "\(value)", expected: "at least 1")
            }
        }
        guard let level = LedgerLevel(rawValue: ledger ?? LedgerLevel.steps.rawValue) else {
            throw VerbatimError(
                .configuration, "--ledger", received: ledger ?? "",
                expected: LedgerLevel.allCases.map(\.rawValue).joined(separator: " or "))
        }
        return RunDirectory(
            URL(filePath: out), checkpointEvery: checkpointEvery, keep: keep ?? 3, ledger: level, keepsData: keepData)
    }
}
