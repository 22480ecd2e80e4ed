import VerbatimArithmetic
import VerbatimGraph
import VerbatimTensor

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What a run's directory says at a glance, read from its ledger.
package struct RunSummary: Sendable {
    /// The steps that were recorded.
    package let steps: Int
    /// The epochs that ended, and those that were asked for.
    package let epochs: (done: Int, asked: Int)
    /// The loss of the last epoch that ended; nil before.
    package let loss: Float?
    /// The digest of the state that the run ended with; nil before.
    package let digest: String?
    /// The step of the newest checkpoint; nil if there is none.
    package let newestCheckpoint: Int?
    /// The arithmetic that it was computed with.
    package let arithmetic: String

    /// Reads a run's directory.
    ///
    /// - Throws: `VerbatimError` of code `file` if there is none, or its ledger is damaged.
    package init(_ path: String) throws {
        let run = try RecordedRun(path)
        let (ledger, configuration) = (run.ledger, run.configuration)
        func text(_ value: JSONValue?) -> String? { if case .string(let text)? = value { text } else { nil } }
        steps = ledger.records.last { $0.kind == "step" }?.integer("step") ?? 0
        let ended = ledger.records.filter { $0.kind == "epoch" }
        let asked: Int = if case .integer(let number)? = configuration["epochs"] { number } else { 0 }
        epochs = (ended.count, asked)
        loss = text(ended.last?.value["logs"]?["loss"]).flatMap { UInt32($0, radix: 16) }
            .map(Float.init(bitPattern:))
        digest = ledger.records.last.flatMap { $0.kind == "end" ? $0.text("digest") : nil }
        newestCheckpoint = run.checkpointSteps.last
        arithmetic = text(configuration["arithmetic"]) ?? "unknown"
    }

    /// The runs in a folder, in order of their names: the folders that hold a ledger and packed runs, and first the folder
    /// itself if it is one.
    package static func paths(in folder: String) -> [String] {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
        return ([folder] + names.map { "\(folder)/\($0)" }).filter {
            FileManager.default.fileExists(atPath: "\($0)/\(RunFiles.ledger)") || $0.hasSuffix(".run")
        }
    }
}
