import VerbatimArithmetic
import VerbatimCPU
import VerbatimGraph
import VerbatimNN
import VerbatimTensor

/// Verifies a recorded run: makes its steps again from what it stored, and compares everything.
///
/// No code of the user's is needed: the stored steps are graphs. Where the library knows all that the configuration
/// names, the steps and the initial state are made of the configuration once more.
package struct RunVerifier {
    /// Which part of a run is made again.
    package struct Selection: Sendable {
        /// The steps, from 1; nil takes all.
        package var steps: ClosedRange<Int>?
        /// How many segments between checkpoints, chosen by the ledger's hash; nil takes all.
        package var sample: Int?

        /// Everything, unless something is set.
        package init(steps: ClosedRange<Int>? = nil, sample: Int? = nil) {
            self.steps = steps
            self.sample = sample
        }
    }

    private let run: RecordedRun
    private let samples: RunSamples
    private let executor: CPUExecutor
    private var certificate: Certificate

    private init(_ run: RecordedRun, _ samples: RunSamples, _ executor: CPUExecutor) {
        self.run = run
        self.samples = samples
        self.executor = executor
        let last = run.ledger.records.last
        certificate = Certificate(
            run: run.files.path, ledgerHead: run.ledger.chain(after: run.ledger.records.count)?.hex ?? "",
            ledgerRecords: run.ledger.records.count, digest: last?.kind == "end" ? last?.text("digest") : nil,
            arithmetic: ArithmeticVersion.current, library: LibraryVersion.current, machine: Machine.description,
            executor: executor.name, threads: executor.workerCount,
            recordedSteps: run.ledger.records.count { $0.kind == "step" })
    }

    /// Verifies a run.
    ///
    /// - Parameters:
    ///   - progress: Told of every step that was made again, with their number.
    /// - Throws: `VerbatimError` where the run cannot be verified: another arithmetic, data that is not at hand. What
    ///   speaks against the run is in the certificate.
    package static func verify(
        _ run: RecordedRun, _ samples: RunSamples, executor: CPUExecutor, selection: Selection = Selection(),
        progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws -> Certificate {
        try run.checkArithmetic()
        var verifier = RunVerifier(run, samples, executor)
        try verifier.checkFiles()
        verifier.checkData()
        try verifier.checkConfiguration()
        try verifier.checkBeginning()
        // Without its samples no step is made again, and the damage to them has been said.
        if samples.damaged.isEmpty || samples.training != nil { try verifier.checkSegments(selection, progress) }
        var certificate = verifier.certificate
        certificate.verifiedSteps = certificate.segments.reduce(0) { $0 + $1.steps }
        certificate.isAccepted = !certificate.checks.contains(where: \.isRejected)
        return certificate
    }

    // MARK: What stands in the files

    private mutating func checkFiles() throws {
        note("the ledger's chain", "equal")
        check("configuration.json") { [run] in
            let bytes = try run.files.read(RunFiles.configuration)
            let value = try JSONValue(bytes[...], source: run.files.place(RunFiles.configuration))
            let differences = JSONDifference.all(run.configuration, value)
            guard let first = differences.first else { return nil }
            return "\(first.path) is \(first.second ?? "absent"), and \(first.first ?? "absent") in the ledger"
        }
        for name in run.stepNames {
            check(RunFiles.step(name)) { [run] in
                try run.step(name).verify()
                return nil
            }
        }
        let ended = run.ledger.records.count { $0.kind == "epoch" }
        let mustBeThere = ended > 1 || ended > 0 && run.ledger.records.last?.kind == "end"
        if run.files.contains(RunFiles.metrics) || mustBeThere {
            check(RunFiles.metrics) { [run] in
                let text = String(decoding: try run.files.read(RunFiles.metrics), as: UTF8.self)
                // A run that was killed may lack the line of its last epoch.
                let epochs = run.ledger.records.filter { $0.kind == "epoch" }
                let isEqual = [epochs, epochs.dropLast()].contains { text == Self.metrics($0) }
                return isEqual ? nil : "other numbers than in the ledger"
            }
        }
    }

    /// Whether the samples that the run itself keeps are those that it was trained on.
    private mutating func checkData() {
        for (file, reason) in samples.damaged { reject(file, reason) }
    }

    /// The table of metrics that the records of epochs give.
    private static func metrics(_ records: [LedgerRecord]) -> String {
        var history = History()
        var first = 0
        for record in records {
            guard case .object(let members)? = record.value["logs"] else { continue }
            if history.epochs.isEmpty { first = record.integer("epoch") ?? 0 }
            history.epochs.append(
                members.map { member -> History.Entry in
                    var bits: UInt32?
                    if case .string(let text) = member.value { bits = UInt32(text, radix: 16) }
                    return History.Entry(name: member.name, value: Float(bitPattern: bits ?? 0x7fc0_0000))
                })
        }
        return history.table(firstEpoch: first)
    }

    // MARK: What the configuration gives

    /// Makes the stored steps and the initial state once more of the configuration, where the library knows all of it.
    private mutating func checkConfiguration() throws {
        let what = "the steps that the configuration gives"
        let program: RunProgram
        do {
            program = try RunProgram(run)
        } catch let error as VerbatimError where error.code == .unsupported {
            let name = error.received ?? ""
            return note(what, "not checked: \(name) is not the library's; the stored steps stand for it")
        } catch let error as VerbatimError {
            return reject(what, error.description)
        }
        guard run.text("library") == LibraryVersion.current else {
            let version = run.text("library") ?? "unknown"
            return note(what, "not checked: version \(version) of the library may write others")
        }
        for name in run.stepNames {
            check("\(what): \(name)") { [run] in
                let stored = try run.step(name)
                return GraphDifference(try program.graph(like: stored, name: name), stored)?.description
            }
        }
        for record in run.ledger.records {
            guard let rate = record.rate else { continue }
            check("the steps that the learning rate \(rate) gives") { [run] in
                for edit in try record.edits() {
                    let stored = try run.step(edit.name, edited: edit)
                    let graph = try program.settingRate(rate).graph(like: stored, name: edit.name)
                    if let difference = GraphDifference(graph, stored) { return "\(edit.name): \(difference)" }
                }
                return nil
            }
        }
        check("the initial state that the configuration gives") { [run] in
            guard let name = run.stepNames.first, let digest = try program.initialDigest(like: run.step(name)) else {
                return nil
            }
            let recorded = run.text("initialState")
            return digest == recorded ? nil : "\(digest), and \(recorded ?? "none") recorded"
        }
    }

    /// The first checkpoint is what the ledger begins with.
    private mutating func checkBeginning() throws {
        check("the checkpoint that the run began with") { [run, samples, executor] in
            guard let first = run.checkpointSteps.first else { return "there is none" }
            let checkpoint = try run.checkpoint(first)
            guard checkpoint.chain.count == 1 else { return "it is not there; the oldest is of step \(first)" }
            let values = checkpoint.tensors.map(\.value)
            let fingerprint = executor.fingerprint(of: values)
            let recorded = run.ledger.records[0].text("fingerprint")
            guard fingerprint == recorded else {
                return "fingerprint \(fingerprint), and \(recorded ?? "none") recorded"
            }
            let replay = try RunReplay(run, from: checkpoint, samples: samples, executor: executor)
            guard first == 0, run.text("initialState") != (try replay.digest()) else { return nil }
            return "digest \(try replay.digest()), and \(run.text("initialState") ?? "none") in the configuration"
        }
    }

    // MARK: What the steps give

    private mutating func checkSegments(
        _ selection: Selection, _ progress: (_ done: Int, _ total: Int) -> Void
    ) throws {
        var checkpoints: [(step: Int, checkpoint: Checkpoint)] = []
        for step in run.checkpointSteps {
            check("the checkpoint of step \(step)") { [run, samples, executor] in
                let checkpoint = try run.checkpoint(step)
                let replay = try RunReplay(run, from: checkpoint, samples: samples, executor: executor)
                checkpoints.append((replay.step, checkpoint))
                return replay.step == step ? nil : "it was written after step \(replay.step)"
            }
        }
        let segments = checkpoints.indices.map { index in
            let start = checkpoints[index]
            let end = checkpoints.indices.contains(index + 1) ? checkpoints[index + 1] : nil
            return (start: start, end: end)
        }.filter { segment in
            guard segment.start.checkpoint.chain.count < run.ledger.records.count else { return false }
            guard let steps = selection.steps else { return true }
            return segment.start.step < steps.upperBound && (segment.end?.step ?? Int.max) >= steps.lowerBound
        }
        guard !segments.isEmpty || selection.steps == nil else {
            throw VerbatimError(
                .configuration, "the run has none of the steps that were asked for",
                received: "\(certificate.recordedSteps) steps", expected: "some of them")
        }
        let chosen = choose(selection.sample, of: segments.count).map { segments[$0] }
        let total = chosen.reduce(0) { $0 + stepCount($1.start.checkpoint, $1.end?.checkpoint) }
        var done = 0
        if let missing = samples.missing { note("the data", "not all at hand: \(missing)") }
        for (start, end) in chosen {
            var replay = try RunReplay(run, from: start.checkpoint, samples: samples, executor: executor)
            let before = done
            do {
                guard start.checkpoint.chain == run.ledger.chain(after: start.checkpoint.chain.count) else {
                    throw RunReplay.Mismatch(
                        step: start.step, what: "the ledger's place in the checkpoint of step \(start.step)",
                        computed: run.ledger.chain(after: start.checkpoint.chain.count)?.hex ?? "no such record",
                        recorded: start.checkpoint.chain.hex)
                }
                let limit = min(end?.checkpoint.chain.count ?? Int.max, run.ledger.records.count)
                while replay.next < limit {
                    let isStep = replay.record?.kind == "step"
                    try replay.advance()
                    if isStep {
                        done += 1
                        progress(done, total)
                    }
                }
                if let end { try replay.compare(with: end.checkpoint) }
                note("the steps from \(start.step &+ 1) to \(replay.step)", "equal")
            } catch let mismatch as RunReplay.Mismatch {
                reject(
                    "the steps from \(start.step &+ 1) on",
                    "step \(mismatch.step): \(mismatch.what): computed \(mismatch.computed), recorded "
                        + mismatch.recorded)
            } catch let error as VerbatimError where error.code == .file || error.code == .malformed {
                reject("the steps from \(start.step &+ 1) on", error.description)
            }
            certificate.segments.append(
                Certificate.Segment(after: start.step, last: replay.step, steps: done - before))
        }
        if checkpoints.isEmpty { reject("the steps", "no checkpoint from which any could be made again") }
    }

    private func stepCount(_ start: Checkpoint, _ end: Checkpoint?) -> Int {
        let limit = min(end?.chain.count ?? run.ledger.records.count, run.ledger.records.count)
        return (min(start.chain.count, limit)..<limit).count { run.ledger.records[$0].kind == "step" }
    }

    /// The numbers of the segments that are made again: all, or some by the ledger's hash, which nobody chose.
    private func choose(_ sample: Int?, of count: Int) -> [Int] {
        guard let sample, sample < count else { return Array(0..<count) }
        let stream = RandomStream(seed: 0, name: "verify/\(certificate.ledgerHead)")
        let order = KeyedPermutation(count: count, stream: stream)
        return (0..<sample).map { order($0) }.sorted()
    }

    // MARK: Notes

    private mutating func check(_ what: String, _ body: () throws -> String?) {
        do {
            if let reason = try body() { reject(what, reason) } else { note(what, "equal") }
        } catch {
            reject(what, "\(error)")
        }
    }

    private mutating func note(_ what: String, _ result: String) {
        certificate.checks.append(Certificate.Check(what: what, result: result, isRejected: false))
    }

    private mutating func reject(_ what: String, _ result: String) {
        certificate.checks.append(Certificate.Check(what: what, result: result, isRejected: true))
    }
}
