import VerbatimArithmetic
import VerbatimGraph
import VerbatimTensor

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Keeps a run's directory while `fit` goes on: it checks what is there, records steps, and writes checkpoints.
final class RunRecorder {
    /// What the run goes on from, with its step; nil for a run that begins.
    let checkpoint: (checkpoint: Checkpoint, step: Int)?
    private let directory: RunDirectory
    private let configuration: RunConfiguration
    private let ledger: LedgerWriter
    /// The step data that is there already.
    private var keptSteps: Set<String> = []

    /// Opens a directory for one run.
    ///
    /// - Parameters:
    ///   - directory: The directory.
    ///   - resume: What happens where it holds a run.
    ///   - configuration: What is run.
    ///   - texts: The steps' texts by name.
    ///   - data: What it is trained and validated on.
    ///   - warn: Told of damaged checkpoints that are passed over.
    /// - Throws: `VerbatimError` if it holds another run, is in use or damaged, or cannot be written.
    init(
        _ directory: RunDirectory, _ resume: Resume, _ configuration: RunConfiguration,
        texts: [(name: String, text: String)], data: RunData.Sets, warn: (String) -> Void
    ) throws {
        self.directory = directory
        self.configuration = configuration
        let path = directory.url.path
        guard resume != .required || FileManager.default.fileExists(atPath: directory.ledgerPath) else {
            throw Self.absent(path)
        }
        let folders =
            [path, directory.checkpoints.path, directory.stepsPath] + (directory.keepsData ? [directory.dataPath] : [])
        for folder in folders {
            do {
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            } catch {
                throw VerbatimError(
                    .file, "a run's folder cannot be made", received: folder, expected: "a folder that can be written")
            }
        }
        let file = try AppendOnlyFile(directory.ledgerPath)
        let known = try Ledger(contentsOf: directory.ledgerPath)
        for folder in folders { CheckpointFolder.removePartialFiles(in: folder) }
        if let first = known.records.first {
            guard resume != .never else {
                throw VerbatimError(
                    .configuration, "the folder holds a run already", received: path,
                    expected: "an empty folder, or leave to resume", remedy: "resume it, or name another folder")
            }
            guard first.kind == "begin", let recorded = first.value["configuration"] else {
                throw VerbatimError(
                    .file, "\(directory.ledgerPath) does not begin a run", received: first.label,
                    expected: "a record of the configuration")
            }
            try configuration.check(against: recorded, path)
            guard first.text("level") == directory.ledger.rawValue else {
                throw VerbatimError(
                    .configuration, "the run in \(path) records another part of each step",
                    received: "the level \(directory.ledger.rawValue)", expected: first.text("level") ?? "none",
                    remedy: "resume it with the level that it began with")
            }
            try Self.check(directory.configurationPath, configuration.serialized)
            for (name, text) in texts { try Self.check(directory.stepPath(name), Array(text.utf8)) }
            let newest = try directory.checkpoints.newest(warn: warn)
            ledger = try LedgerWriter(
                file, path: directory.ledgerPath, ledger: known, from: newest.checkpoint.chain)
            checkpoint = newest
        } else {
            guard resume != .required else { throw Self.absent(path) }
            guard directory.checkpoints.steps.allSatisfy({ $0 == 0 }) else {
                throw VerbatimError(
                    .file, "a run has checkpoints and no ledger", received: path, expected: directory.ledgerPath,
                    remedy: "put the ledger back, or name another folder")
            }
            try file.truncate(to: 0)
            try FileSystem.replace(directory.configurationPath, with: configuration.serialized)
            for (name, text) in texts { try FileSystem.replace(directory.stepPath(name), with: Array(text.utf8)) }
            ledger = try LedgerWriter(file, path: directory.ledgerPath, ledger: nil, from: LedgerChain())
            checkpoint = nil
        }
        if directory.keepsData {
            keptSteps = Set((try? FileManager.default.contentsOfDirectory(atPath: directory.dataPath)) ?? [])
            for (name, file) in data.files where !keptSteps.contains(name) {
                try FileSystem.replace("\(directory.dataPath)/\(name)", with: try file.serialized())
            }
        }
    }

    /// Begins the ledger and writes the checkpoint from before the first step.
    func begin(_ state: TrainingState, _ place: FitPlace, _ callbacks: [any Callback]) throws {
        let record = LedgerRecord.begin(
            configuration: configuration.value, fingerprint: state.fingerprint, level: directory.ledger)
        // The ledger's first record says that there is a run, so it comes last.
        var chain = ledger.chain
        _ = chain.append(record.value.serialized())
        try write(state, place, callbacks, chain)
        try ledger.append(record)
        try ledger.synchronize()
    }

    /// Records what a run did.
    func record(_ record: LedgerRecord) throws { try ledger.append(record) }

    /// Keeps the batch of a step, where data is kept.
    func keep(_ batch: Batch, step: Int) throws {
        let name = RunData.fileName(step: step)
        guard directory.keepsData, !keptSteps.contains(name) else { return }
        try FileSystem.replace("\(directory.dataPath)/\(name)", with: RunData.file(batch).serialized())
    }

    /// Whether a checkpoint is due after a step of this number.
    func isDue(step: Int) -> Bool { directory.checkpointEvery.map { step % $0 == 0 } ?? false }

    /// Whether a checkpoint is due at an epoch's end.
    var isDueAtEpochEnd: Bool { directory.checkpointEvery == nil }

    /// Writes a checkpoint.
    func save(_ state: TrainingState, _ place: FitPlace, _ callbacks: [any Callback]) throws {
        try ledger.synchronize()
        try write(state, place, callbacks, ledger.chain)
    }

    /// Writes the epochs' loss and metrics.
    func writeMetrics(_ history: History, firstEpoch: Int) throws {
        try FileSystem.replace(directory.metricsPath, with: Array(history.table(firstEpoch: firstEpoch).utf8))
    }

    private func write(
        _ state: TrainingState, _ place: FitPlace, _ callbacks: [any Callback], _ chain: LedgerChain
    ) throws {
        let checkpoint = Checkpoint(state, place, callbacks: try CallbackStates.save(callbacks), chain: chain)
        try directory.checkpoints.write(checkpoint, step: state.step, keep: directory.keep)
    }

    private static func absent(_ path: String) -> VerbatimError {
        VerbatimError(
            .configuration, "there is no run to resume", received: path, expected: "a folder that a run wrote",
            remedy: "name another folder, or begin a run in this one")
    }

    /// Throws unless a file holds what it was written with.
    private static func check(_ path: String, _ expected: [UInt8]) throws {
        let bytes = try FileSystem.read(path)
        guard bytes != expected else { return }
        let place = zip(bytes, expected).enumerated().first { $1.0 != $1.1 }?.offset ?? min(bytes.count, expected.count)
        throw VerbatimError(
            .file, "\(path) was changed since the run began", received: "another byte \(place)",
            expected: "the file that the run wrote")
    }
}
