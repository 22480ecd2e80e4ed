import VerbatimGraph

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A folder that holds one run: what was run, what came of every step, and where it can go on.
///
/// - `configuration.json`: model, optimizer, losses, metrics, seed, sizes, arithmetic version, digests of the data.
/// - `steps/`: the steps as StableHLO text, one file for each use and number of samples.
/// - `checkpoints/`: the state tree after a step, as safetensors; one is written at the end in any case.
/// - `ledger.txt`: a hash-chained record of every step.
/// - `metrics.csv`: loss and metrics of every epoch.
/// - `data/`: the samples, where they are kept.
public struct RunDirectory: Sendable, Hashable {
    /// The folder, made if need be.
    public let url: URL
    /// The steps between checkpoints; nil writes one at every epoch's end.
    public let checkpointEvery: Int?
    /// How many checkpoints are kept, beside the one from before the first step.
    public let keep: Int
    /// How much is recorded of every step.
    public let ledger: LedgerLevel
    /// Whether the samples are kept beside the run, so that others can verify it without having the data.
    public let keepsData: Bool

    /// Describes a folder; nothing is read or written before `fit`.
    public init(
        _ url: URL, checkpointEvery: Int? = nil, keep: Int = 3, ledger: LedgerLevel = .steps, keepsData: Bool = false
    ) {
        self.url = url
        self.checkpointEvery = checkpointEvery
        self.keep = keep
        self.ledger = ledger
        self.keepsData = keepsData
    }

    /// - Throws: `VerbatimError` of code `configuration` for a number that makes no sense.
    func check() throws {
        if let checkpointEvery, checkpointEvery < 1 {
            throw VerbatimError(
                .configuration, "checkpoints are written after steps", received: "every \(checkpointEvery)",
                expected: "every 1 or more")
        }
        guard keep >= 1 else {
            throw VerbatimError(
                .configuration, "a run keeps checkpoints", received: "\(keep)", expected: "1 or more")
        }
    }

    package var ledgerPath: String { "\(url.path)/\(RunFiles.ledger)" }
    package var metricsPath: String { "\(url.path)/\(RunFiles.metrics)" }
    var configurationPath: String { "\(url.path)/\(RunFiles.configuration)" }
    var stepsPath: String { "\(url.path)/\(RunFiles.steps)" }
    var dataPath: String { "\(url.path)/\(RunFiles.data)" }
    var checkpoints: CheckpointFolder { CheckpointFolder(path: "\(url.path)/\(RunFiles.checkpoints)") }

    /// The file of a step's text.
    func stepPath(_ name: String) -> String { "\(url.path)/\(RunFiles.step(name))" }
}
