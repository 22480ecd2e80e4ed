import VerbatimArithmetic
import VerbatimCPU
import VerbatimGraph
import VerbatimNN
import VerbatimTensor

/// Makes the steps of a recorded run again, from a checkpoint on, by the steps that it stored.
///
/// It goes over the ledger record by record and says where what it computes is not what stands there.
struct RunReplay {
    let run: RecordedRun
    let samples: RunSamples
    let executor: any Executor
    /// The state's tensors.
    private(set) var values: [TensorValue]
    /// Where the run stands.
    private(set) var place: FitPlace
    private(set) var epoch: Int
    /// The next record.
    private(set) var next: Int
    /// The number of steps made.
    private(set) var step: Int
    private let paths: [String]
    private let metrics: [any Metric]
    private var compiled: [String: any Executable] = [:]
    /// What a learning rate that a callback set changes in the stored steps.
    private var edits: [StepEdit] = []
    /// Means of a validation that came before a callback changed the state.
    private var validated: [Float]?

    /// What was computed is not what was recorded.
    struct Mismatch: Error {
        let step: Int
        let what: String
        let computed: String
        let recorded: String
    }

    /// Stands where a checkpoint was written.
    ///
    /// - Throws: `VerbatimError` if its state is not that of the stored steps.
    init(_ run: RecordedRun, from checkpoint: Checkpoint, samples: RunSamples, executor: any Executor) throws {
        self.run = run
        self.samples = samples
        self.executor = executor
        values = checkpoint.tensors.map(\.value)
        paths = checkpoint.tensors.map(\.path)
        place = checkpoint.place
        metrics = run.metrics
        epoch = checkpoint.epoch
        next = checkpoint.chain.count
        guard let index = paths.firstIndex(of: TrainingState.stepPath),
            values[index].type == TensorType([], .i64)
        else {
            throw VerbatimError(
                .file, "a checkpoint holds no step", received: "\(paths.count) tensors",
                expected: "a \(TrainingState.stepPath) of i64")
        }
        step = Int(values[index].array(of: Int64.self)[0])
        if let record = run.ledger.records.prefix(next).last(where: { $0.kind == "rate" }) {
            edits = try record.edits()
        }
    }

    /// The record that comes next; nil after the last.
    var record: LedgerRecord? { run.ledger.records.indices.contains(next) ? run.ledger.records[next] : nil }

    /// Makes the next record again.
    ///
    /// - Throws: `Mismatch` where another stands there, `VerbatimError` where it cannot be made.
    mutating func advance() throws {
        guard let record else { return }
        switch record.kind {
        case "step": try makeStep(record)
        case "epoch": try endEpoch(record)
        case "rate":
            edits = try record.edits()
            compiled = compiled.filter { !$0.key.hasPrefix("\(StepKind.Use.training)") }
        case "averages":
            if record.moment == .afterValidation, validated == nil { try validate() }
            exchangeAverages { ($1, $0) }
            if record.moment == .beforeValidation { try validate() }
        case "weights":
            throw VerbatimError(
                .unsupported, "a callback gave the model weights of its own",
                received: "weights after step \(step)", expected: "a state that comes of the steps",
                remedy: "verify the steps before it with --steps 1..\(step)")
        case "end":
            exchangeAverages { ($1, $1) }
            try compare("the digest at the end", try digest(), record.text("digest"))
            place.isFinished = true
        default:
            throw Mismatch(
                step: step, what: "the ledger", computed: "a step, an epoch's end or the end",
                recorded: record.label)
        }
        next += 1
    }

    /// The inputs of the stored step of a record: state, then batch.
    mutating func inputs(of record: LedgerRecord) throws -> (graph: Graph, values: [TensorValue]) {
        let batch = try samples.batch(record)
        let executable = try self.executable("training-\(batch.count)")
        return (executable.graph, values + batch.inputs + batch.targets)
    }

    private mutating func makeStep(_ record: LedgerRecord) throws {
        let batch: Batch
        do {
            batch = try samples.batch(record)
        } catch let error as VerbatimError where error.code == .data && error.received?.hasPrefix("no ") != true {
            throw Mismatch(
                step: step &+ 1, what: error.what, computed: error.expected ?? "", recorded: error.received ?? "")
        }
        guard record.integer("step") == step &+ 1, record.integer("epoch") == epoch,
            record.integer("first") == place.batch &* (try run.integer("batchSize"))
        else {
            throw Mismatch(
                step: step &+ 1, what: "the order of steps",
                computed: "step \(step &+ 1) of epoch \(epoch), batch \(place.batch)", recorded: record.label)
        }
        let executable = try self.executable("training-\(batch.count)")
        let outputs = try executable(values + batch.inputs + batch.targets)
        values = Array(outputs.prefix(paths.count))
        step &+= 1
        let loss = outputs[paths.count]
        place.stepLoss = loss.array(of: Float.self)[0]
        let bySample = outputs[(paths.count + 1)...]
        var ofBatch = Totals(count: bySample.count)
        ofBatch.add(bySample)
        place.totals.add(bySample)
        place.batch &+= 1
        try compare("the loss", LedgerRecord.text(place.stepLoss), record.text("loss"))
        try compare(
            "loss and metrics", ofBatch.values(metrics).map(LedgerRecord.text).joined(separator: " "),
            record.texts("metrics").joined(separator: " "))
        try compare("the state", executor.fingerprint(of: values), record.text("fingerprint"))
    }

    private mutating func endEpoch(_ record: LedgerRecord) throws {
        guard case .object(let members)? = record.value["logs"] else {
            throw Mismatch(step: step, what: "an epoch's end", computed: "loss and metrics", recorded: "nothing")
        }
        var logs = place.totals.values(metrics)
        let names = members.map(\.name)
        let recorded = members.map { member in
            if case .string(let text) = member.value { text } else { "" }
        }
        // Validation is computed where its samples are at hand.
        if validated == nil { try validate() }
        logs += validated ?? []
        validated = nil
        try compare(
            "loss and metrics of epoch \(epoch &+ 1)", logs.map(LedgerRecord.text).joined(separator: " "),
            recorded.prefix(logs.count).joined(separator: " "))
        // Callbacks may have added numbers of their own.
        guard names.count >= logs.count, record.integer("epoch") == epoch else {
            throw Mismatch(
                step: step, what: "epoch \(epoch &+ 1)", computed: "\(logs.count) numbers",
                recorded: "\(names.count) of epoch \((record.integer("epoch") ?? -1) &+ 1)")
        }
        place.history.epochs.append(
            zip(names, recorded).map {
                History.Entry(name: $0, value: Float(bitPattern: UInt32($1, radix: 16) ?? 0x7fc0_0000))
            })
        place.batch = 0
        place.totals = Totals(count: place.totals.widths.count)
        epoch &+= 1
    }

    /// Keeps the means over the validation samples for the epoch's record, where they are at hand.
    private mutating func validate() throws {
        if let validation = samples.validation { validated = try means(over: validation) }
    }

    /// Gives parameters and the averages that the optimizer keeps of them what a closure makes of both.
    private mutating func exchangeAverages(
        _ body: (TensorValue, TensorValue) -> (parameter: TensorValue, average: TensorValue)
    ) {
        for (index, path) in paths.enumerated() {
            guard let other = paths.firstIndex(of: "\(path)/\(TunedOptimizer.averageName)"),
                values[index].type == values[other].type
            else { continue }
            (values[index], values[other]) = body(values[index], values[other])
        }
    }

    private mutating func means(over validation: SampleSet) throws -> [Float] {
        var totals = Totals(count: place.totals.widths.count)
        let size = try run.integer("batchSize")
        for start in stride(from: 0, to: validation.count, by: size) {
            var batch = Batch(inputs: [], targets: [])
            let count = min(size, validation.count - start)
            validation.fill(&batch, count: count) { start + $0 }
            let executable = try self.executable("evaluation-\(count)")
            totals.add(try executable(values + batch.inputs + batch.targets)[...])
        }
        return totals.values(metrics)
    }

    private mutating func executable(_ name: String) throws -> any Executable {
        if let known = compiled[name] { return known }
        let graph = try run.step(name, edited: edits.first { $0.name == name })
        let types = values.map(\.type)
        let isTraining = name.hasPrefix("\(StepKind.Use.training)")
        let expected = (isTraining ? types + [TensorType([], .f32)] : [], place.totals.widths.count)
        let outputs = graph.outputTypes
        guard graph.inputs.count > paths.count, graph.inputs.prefix(paths.count).map(\.name) == paths,
            Array(graph.inputTypes.prefix(paths.count)) == types, outputs.count == expected.0.count + expected.1,
            outputs.starts(with: expected.0),
            outputs.dropFirst(expected.0.count).allSatisfy({ $0.element == .f32 && (1...2).contains($0.rank) })
        else {
            throw VerbatimError(
                .file, "the stored step \(name) does not fit the run's state",
                received: "\(graph.inputs.count) inputs, \(outputs.count) outputs",
                expected: "the state's \(paths.count) tensors first")
        }
        let others = graph.inputs.dropFirst(paths.count).filter {
            !$0.name.hasPrefix("input") && !$0.name.hasPrefix("target")
        }
        if let draw = others.first {
            throw VerbatimError(
                .unsupported, "the stored step takes draws from outside", received: draw.name,
                expected: "draws that are keyed by the seed", remedy: "train with keyed draws to verify a run")
        }
        let executable = try executor.compile(graph)
        compiled[name] = executable
        return executable
    }

    // MARK: Comparison

    private func compare(_ what: String, _ computed: String, _ recorded: String?) throws {
        guard computed == recorded else {
            throw Mismatch(step: step, what: what, computed: computed, recorded: recorded ?? "nothing")
        }
    }

    /// The digest of the state, under its paths.
    func digest() throws -> String {
        let entries = zip(paths, values).map {
            StateLayout.Entry(path: $0, role: .parameter, type: $1.type, isTrainable: false)
        }
        return TrainingState(layout: StateLayout(entries), values: values).digest
    }

    /// Compares all with a checkpoint that was written at this place.
    ///
    /// - Throws: `Mismatch` that names the first tensor, or what else differs.
    func compare(with checkpoint: Checkpoint) throws {
        func differ(_ what: String, _ computed: String, _ recorded: String) -> Mismatch {
            Mismatch(
                step: step, what: "\(what) in the checkpoint of step \(step)", computed: computed,
                recorded: recorded)
        }
        for (index, path) in paths.enumerated() {
            guard index < checkpoint.tensors.count, checkpoint.tensors[index].path == path else {
                throw differ(path, "the tensor", "another one")
            }
            if let difference = ElementDifference(values[index], checkpoint.tensors[index].value) {
                throw differ("\(path)\(difference.place)", difference.first, difference.second)
            }
        }
        guard checkpoint.tensors.count == paths.count else {
            throw differ("the state", "\(paths.count) tensors", "\(checkpoint.tensors.count)")
        }
        guard checkpoint.epoch == epoch else { throw differ("the epoch", "\(epoch)", "\(checkpoint.epoch)") }
        guard checkpoint.chain == run.ledger.chain(after: next) else {
            throw differ(
                "the ledger's place", run.ledger.chain(after: next)?.hex ?? "nothing", checkpoint.chain.hex)
        }
        let (ours, theirs) = (place.json, checkpoint.place.json)
        // Where the epoch was opened and why it stopped are callbacks' affairs.
        for name in ["firstEpoch", "batch", "stepLoss", "totals", "history"] where ours[name] != theirs[name] {
            func text(_ value: JSONValue) -> String {
                String(decoding: value[name]?.serialized() ?? [], as: UTF8.self)
            }
            throw differ(name, text(ours), text(theirs))
        }
    }
}
