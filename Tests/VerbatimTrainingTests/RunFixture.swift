import Foundation
import Verbatim

/// A recorded run that can be stopped after any step, in a folder of its own.
final class RunFixture: Sendable {
    let folder: URL
    let epochs = 3
    /// The steps of the whole run: 50 samples in batches of 16, the last one of 2.
    let steps = 12

    init() {
        folder = FileManager.default.temporaryDirectory.appending(path: "verbatim-run-\(UUID().uuidString)")
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// A network with draws, normalisation and its moving averages.
    static func model() -> Model {
        Sequential {
            Conv2D(4, kernelSize: 3, padding: .same)
            BatchNormalization()
            ReLU()
            MaxPooling2D()
            Dropout(0.25)
            Flatten()
            Dense(3, activation: .softmax)
        }
    }

    static func trainer(
        seed: Int = 999, optimizer: any Optimizer = .adam(learningRate: 0.01),
        metrics: [any Metric] = [.sparseCategoricalAccuracy], executor: (any Executor)? = nil
    ) throws -> Trainer {
        try Fixtures.trainer(model(), optimizer: optimizer, metrics: metrics, seed: seed, executor: executor)
    }

    /// Trains in the folder, or without one.
    @discardableResult
    func fit(
        _ name: String? = "run", trainer: Trainer? = nil, every: Int? = nil, keep: Int = 3,
        ledger: LedgerLevel = .steps, keepsData: Bool = false, resume: Resume = .ifPresent,
        callbacks: [any Callback] = [], epochs: Int? = nil, batchSize: Int = 16, shuffle: Bool = true,
        data: (x: Tensor, y: Tensor)? = nil, progress: ((ProgressEvent) -> Void)? = nil
    ) throws -> History {
        let (x, y) = data ?? Fixtures.images(50)
        return try (trainer ?? Self.trainer()).fit(
            x, y, epochs: epochs ?? self.epochs, batchSize: batchSize,
            validationData: Fixtures.images(9, seed: 4), shuffle: shuffle, callbacks: callbacks,
            run: name.map { directory($0, every: every, keep: keep, ledger: ledger, keepsData: keepsData) },
            resume: resume, progress: progress)
    }

    func directory(
        _ name: String = "run", every: Int? = nil, keep: Int = 3, ledger: LedgerLevel = .steps,
        keepsData: Bool = false
    ) -> RunDirectory {
        RunDirectory(
            folder.appending(path: name), checkpointEvery: every, keep: keep, ledger: ledger, keepsData: keepsData)
    }

    /// A run as commands read it.
    func recorded(_ name: String = "run") throws -> RecordedRun { try RecordedRun(folder.appending(path: name).path) }

    /// Writes a copy of a run.
    func copy(_ name: String = "run", to other: String) throws {
        try FileManager.default.copyItem(at: folder.appending(path: name), to: folder.appending(path: other))
    }

    /// Edits the text of a ledger's records and makes the whole chain anew, as a forger would.
    func forgeLedger(_ name: String, _ edit: (_ number: Int, inout String) -> Void) throws {
        var head = [UInt8](repeating: 0, count: 32)
        var bytes: [UInt8] = []
        let whole = try Ledger(ledger(name), source: "ledger")
        for (number, record) in whole.records.enumerated() {
            var text = String(decoding: record.value.serialized(), as: UTF8.self)
            edit(number, &text)
            head = SHA256Digest.hash(head + Array(text.utf8))
            bytes += Array("\(SHA256Digest.hexadecimal(head)) \(text)\n".utf8)
        }
        try Data(bytes).write(to: folder.appending(path: "\(name)/ledger.txt"))
        // Checkpoints name the chain, so a forger mends them too.
        let forged = try Ledger(bytes, source: "ledger")
        for url in try checkpoints(name) {
            let file = try SafetensorsFile(bytes: Array(Data(contentsOf: url)))
            try Self.write(file, to: url) { progress in
                for count in (0...forged.records.count).reversed() {
                    if let ours = whole.chainHead(after: count), let theirs = forged.chainHead(after: count) {
                        progress = progress.replacing(ours, with: theirs)
                    }
                }
            }
        }
    }

    /// Writes a checkpoint's file with edited progress and a digest that is right.
    static func write(_ file: SafetensorsFile, to url: URL, _ edit: (inout String) throws -> Void) throws {
        var file = file
        var progress = file.metadata["progress"] ?? ""
        try edit(&progress)
        file.metadata["progress"] = progress
        file.metadata["checkpointDigest"] = String(repeating: "0", count: 64)
        let bytes = try file.serialized()
        file.metadata["checkpointDigest"] = SHA256Digest.hex(bytes)
        try Data(file.serialized()).write(to: url)
    }

    func ledger(_ name: String = "run") throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: "\(name)/ledger.txt")))
    }

    /// The checkpoints' files, oldest first.
    func checkpoints(_ name: String = "run") throws -> [URL] {
        try FileManager.default.contentsOfDirectory(
            at: folder.appending(path: "\(name)/checkpoints"), includingPropertiesForKeys: nil
        ).sorted { $0.path < $1.path }
    }

    /// Changes a file's bytes.
    static func change(_ file: URL, _ body: (inout Data) -> Void) throws {
        var data = try Data(contentsOf: file)
        body(&data)
        try data.write(to: file)
    }
}

/// Ends a run after a step as a crash would: whatever the last checkpoint does not hold is lost.
final class Crash: StatelessCallback {
    struct Failure: Error {}
    private let step: Int
    init(after step: Int) { self.step = step }

    func onBatchEnd(_ context: CallbackContext) throws { if context.state.step == step { throw Failure() } }
}

/// Cancels the task that runs it after a step.
final class Cancel: StatelessCallback {
    private let step: Int
    init(after step: Int) { self.step = step }

    func onBatchEnd(_ context: CallbackContext) throws {
        if context.state.step == step { withUnsafeCurrentTask { $0?.cancel() } }
    }
}

/// Gathers what it sees, and stops the run after some steps.
final class Gatherer: StatefulCallback {
    struct Seen: Codable, Hashable {
        var events: [String] = []
        var lowest = Float.infinity
    }

    var state = Seen()
    private let limit: Int?
    init(limit: Int? = nil) { self.limit = limit }

    func onTrainBegin(_ context: CallbackContext) throws { state = Seen() }
    func onEpochBegin(_ context: CallbackContext) throws { state.events.append("epoch \(context.epoch)") }
    func onBatchEnd(_ context: CallbackContext) throws {
        state.events.append("\(context.batch) \(context.stepLoss.bitPattern) \(context.logs[0].value.bitPattern)")
        state.lowest = min(state.lowest, context.stepLoss)
        if context.state.step == limit { context.stop() }
    }
    func onEpochEnd(_ context: CallbackContext) throws { state.events.append("end \(context.logs.count)") }
    func onTrainEnd(_ context: CallbackContext) throws { state.events.append("end") }
}
