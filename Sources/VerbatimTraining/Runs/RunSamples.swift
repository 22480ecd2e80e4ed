import VerbatimArithmetic
import VerbatimCPU
import VerbatimGraph
import VerbatimTensor

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Where the batches of a recorded run come from when its steps are made again: no code of the user's is needed.
package struct RunSamples: Sendable {
    /// The arrays that the run was trained on; nil for a data set that is kept step by step, and for data not at hand.
    let training: SampleSet?
    /// The arrays that it was validated on; nil if there are none, or they are not at hand.
    let validation: SampleSet?
    /// What is missing; nil if nothing is.
    let missing: String?
    /// The run's own files of arrays that are not what its configuration says, and why.
    let damaged: [(file: String, reason: String)]
    private let run: RecordedRun
    private let folder: String?
    private let shuffle: Bool
    private let seed: Int
    private let batchSize: Int

    /// Finds a run's samples: those that it keeps, else those in a folder, else others that are known.
    ///
    /// Arrays are told by their digest, so that neither the names of files nor those of tensors matter.
    ///
    /// - Parameters:
    ///   - run: The run.
    ///   - folder: A folder of `.safetensors`, `.npz`, `.npy` or IDX files, or of the steps' files that a run keeps.
    ///   - known: More tensors, asked for only where others are missing.
    /// - Throws: `VerbatimError` if a file cannot be read.
    package init(_ run: RecordedRun, folder: String? = nil, known: () throws -> [Tensor] = { [] }) throws {
        self.run = run
        self.folder = folder
        shuffle = try run.boolean("shuffle")
        seed = try run.integer("seed")
        batchSize = try run.integer("batchSize")
        guard batchSize > 0 else {
            throw VerbatimError(.file, "a run's batches have no size", received: "\(batchSize)", expected: "1 or more")
        }
        guard case .object(let members)? = run.configuration["data"] else {
            throw VerbatimError(
                .file, "a run's configuration lacks its data", received: run.files.path, expected: "digests")
        }
        var wanted: [(name: String, digest: String)] = []
        for member in members { if case .string(let text) = member.value { wanted.append((member.name, text)) } }
        var found: [String: TensorValue] = [:]
        func take(_ values: [TensorValue]) {
            for value in values where found.count < wanted.count {
                // Nothing is hashed that is of none of the types.
                let digest = RunData.digest(value)
                for item in wanted where item.digest == digest { found[item.name] = value }
            }
        }
        let arrays = wanted.filter { $0.name.contains("/") }
        func isComplete() -> Bool { arrays.allSatisfy { found[$0.name] != nil } }
        var kept: [(name: String, bytes: [UInt8])] = []
        var damaged: [(file: String, reason: String)] = []
        for name in run.files.names(in: RunFiles.data)
        where CheckpointFolder.step(name) == nil && name.hasSuffix(".safetensors") {
            let file = "\(RunFiles.data)/\(name)"
            do {
                let bytes = try run.files.read(file)
                take(try SafetensorsFile(bytes: bytes).entries.map(\.value))
                kept.append((name, bytes))
            } catch let error as VerbatimError {
                damaged.append((file, error.description))
            }
        }
        if let folder, !isComplete() { take(try Self.values(in: folder)) }
        if !isComplete() { take(try known().map { try $0.value() }) }
        func set(_ purpose: String) throws -> SampleSet? {
            func values(_ kind: String) -> [TensorValue] {
                arrays.filter { $0.name.hasPrefix("\(purpose)/\(kind)") }.compactMap { found[$0.name] }
            }
            let (inputs, targets) = (values("input"), values("target"))
            let count = arrays.count { $0.name.hasPrefix("\(purpose)/") }
            guard count > 0, inputs.count + targets.count == count else { return nil }
            return try SampleSet(inputs: inputs, targets: targets, purpose: purpose)
        }
        training = try set("training")
        validation = try set("validation")
        let absent = arrays.filter { found[$0.name] == nil }
        missing = absent.isEmpty ? nil : absent.map { "\($0.name) of SHA-256 \($0.digest)" }.joined(separator: ", ")
        for (name, bytes) in kept {
            let sets = [(RunData.training, training), (RunData.validation, validation)]
            guard let purpose = sets.first(where: { RunData.fileName($0.0) == name }) else { continue }
            if try purpose.1.map({ try RunData.file($0).serialized() }) != bytes {
                damaged.append(("\(RunFiles.data)/\(name)", "not the samples whose SHA-256 the configuration holds"))
            }
        }
        self.damaged = damaged
    }

    /// Whether the run was trained on arrays.
    var isOfArrays: Bool { run.text("data", "training/input0") != nil }

    /// The files that hold the samples, by name, for a pack.
    ///
    /// - Throws: `VerbatimError` of code `data` that names what is missing.
    package func files() throws -> [(name: String, file: SafetensorsFile)] {
        guard isOfArrays else {
            let steps = run.ledger.records.filter { $0.kind == "step" }.compactMap { $0.integer("step") }
            return try steps.map { (RunData.fileName(step: $0), try keptFile(step: $0)) }
        }
        if let missing { throw absent(missing) }
        return RunData.Sets(training: training!, validation: validation).files
    }

    /// The batch of a step's record, checked against what the record says of it.
    ///
    /// - Throws: `VerbatimError` of code `data` if the samples are not at hand, `.file` if the record is none of the run.
    func batch(_ record: LedgerRecord) throws -> Batch {
        guard let step = record.integer("step"), let epoch = record.integer("epoch"), epoch >= 0,
            let first = record.integer("first"), let count = record.integer("count"), count > 0, first >= 0
        else { throw Self.malformed(record) }
        guard isOfArrays else {
            let file = try keptFile(step: step)
            func values(_ kind: String) -> [TensorValue] {
                (0..<file.entries.count).prefix { file["\(kind)\($0)"] != nil }.map { file["\(kind)\($0)"]! }
            }
            let batch = Batch(inputs: values("input"), targets: values("target"))
            var fingerprint = StateFingerprint()
            for value in batch.inputs + batch.targets { value.withUnsafeBytes { fingerprint.append($0) } }
            guard record.text("batch") == fingerprint.hex else {
                throw VerbatimError(
                    .data, "the batch that is kept of step \(step) is not the one that was trained on",
                    received: fingerprint.hex, expected: record.text("batch") ?? "no fingerprint")
            }
            return batch
        }
        guard let training else { throw absent(missing ?? "the training samples") }
        guard first % batchSize == 0, first < training.count, count == min(batchSize, training.count - first) else {
            throw VerbatimError(
                .data, "the record of step \(step) has another place than its epoch's batches",
                received: "\(count) samples from \(first)", expected: "\(batchSize) from a multiple of it")
        }
        let order = shuffle ? ShuffledDataset.order(training.count, seed: seed, epoch: epoch) : nil
        let rows = (first..<first + count).map { order?($0) ?? $0 }
        guard record.text("samples") == LedgerRecord.digest(rows) else {
            throw VerbatimError(
                .data, "the record of step \(step) names other samples than the seed gives",
                received: record.text("samples") ?? "none", expected: LedgerRecord.digest(rows))
        }
        var batch = Batch(inputs: [], targets: [])
        training.fill(&batch, count: count) { rows[$0] }
        return batch
    }

    /// The file that a step's batch is kept in; its errors name it.
    private func keptFile(step: Int) throws -> SafetensorsFile {
        do {
            return try SafetensorsFile(bytes: kept(step: step))
        } catch var error as VerbatimError where error.code != .data {
            error.what += " in \(RunFiles.data)/\(RunData.fileName(step: step))"
            throw error
        }
    }

    private func kept(step: Int) throws -> [UInt8] {
        let name = RunData.fileName(step: step)
        if run.files.contains("\(RunFiles.data)/\(name)") { return try run.files.read("\(RunFiles.data)/\(name)") }
        if let folder {
            for place in ["\(folder)/\(name)", "\(folder)/\(RunFiles.data)/\(name)"]
            where FileManager.default.fileExists(atPath: place) {
                return try FileSystem.read(place)
            }
        }
        throw absent("the batch of step \(step)")
    }

    private func absent(_ what: String) -> VerbatimError {
        VerbatimError(
            .data, "the run's samples are not at hand", received: "no \(what)", expected: "the data it was trained on",
            remedy: "name its folder with --data, or record with --keep-data")
    }

    static func malformed(_ record: LedgerRecord) -> VerbatimError {
        VerbatimError(
            .file, "a record of the ledger lacks a member", received: record.label,
            expected: "step, epoch, first, count")
    }

    /// Every tensor of a folder's files, in order of their names; of a run's folder, those of its data.
    private static func values(in folder: String) throws -> [TensorValue] {
        var values: [TensorValue] = []
        for place in [folder, "\(folder)/\(RunFiles.data)"] {
            for name in ((try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []).sorted() {
                let path = "\(place)/\(name)"
                if name.hasSuffix(".safetensors") {
                    guard CheckpointFolder.step(name) == nil else { continue }
                    values += try SafetensorsFile(contentsOf: path).entries.map(\.value)
                } else if name.hasSuffix(".npz") {
                    values += try NumPyArchive(contentsOf: path).entries.map(\.value)
                } else if name.hasSuffix(".npy") {
                    values.append(try Tensor(contentsOf: path).value())
                } else if name.hasSuffix("-ubyte") || name.hasSuffix("-ubyte.gz") && SystemCodecs.areAvailable {
                    values.append(try IDXFile(contentsOf: path).value)
                }
            }
        }
        return values
    }
}
