#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A folder that holds one run: what was run, what came of every step, and where it can go on.
///
/// - `configuration.json`: model, optimizer, losses, metrics, seed, sizes, arithmetic version, digests of the data.
/// - `steps/`: the training step as StableHLO text, one file for each batch size.
/// - `checkpoints/`: the state tree after a step, as safetensors; one is written at the end in any case.
/// - `ledger.txt`: a hash-chained record of every step.
/// - `metrics.csv`: loss and metrics of every epoch.
public struct RunDirectory: Sendable, Hashable {
    /// The folder, made if need be.
    public let url: URL
    /// The steps between checkpoints; nil writes one at every epoch's end.
    public let checkpointEvery: Int?
    /// How many checkpoints are kept, beside the one from before the first step.
    public let keep: Int

    /// Describes a folder; nothing is read or written before `fit`.
    public init(_ url: URL, checkpointEvery: Int? = nil, keep: Int = 3) {
        self.url = url
        self.checkpointEvery = checkpointEvery
        self.keep = keep
    }

    package var ledgerPath: String { "\(url.path)/ledger.txt" }
    package var configurationPath: String { "\(url.path)/configuration.json" }
    package var metricsPath: String { "\(url.path)/metrics.csv" }
    package var stepsPath: String { "\(url.path)/steps" }
    var checkpoints: CheckpointFolder { CheckpointFolder(path: "\(url.path)/checkpoints") }

    /// The text of the training step for a number of samples.
    package func stepPath(samples: Int) -> String { "\(stepsPath)/training-\(samples).mlir" }
}
