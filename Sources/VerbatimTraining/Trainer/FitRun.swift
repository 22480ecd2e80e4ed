import VerbatimArithmetic
import VerbatimGraph

/// One call of `fit`, on arrays or on a data set.
struct FitRun {
    private let trainer: Trainer
    private let training: EpochBatches
    private let validation: (any Dataset)?
    private let epochs: Int
    private let workers: Int
    private let callbacks: [any Callback]
    private let recorder: RunRecorder?
    private let backup: BackupAndRestore?
    private let progress: ((ProgressEvent) -> Void)?
    /// The training steps' texts at the rate that the run began with; empty where nothing is recorded.
    private let trainingTexts: [(name: String, text: String)]
    private var place: FitPlace

    /// Makes the trainer's state, and opens the run's directory.
    init(
        trainer: Trainer, training: any Dataset, validation: (any Dataset)?, epochs: Int, batchSize: Int,
        shuffle: Bool, workers: Int, callbacks: [any Callback], directory: RunDirectory?, resume: Resume,
        progress: ((ProgressEvent) -> Void)?
    ) throws {
        self.trainer = trainer
        self.training = try EpochBatches(
            training, batchSize: batchSize, seed: trainer.seed, shuffle: shuffle, workers: workers)
        self.validation = validation
        self.epochs = epochs
        self.workers = workers
        self.callbacks = callbacks
        self.progress = progress
        try trainer.prepare(for: training)
        place = FitPlace(firstEpoch: try trainer.state.epoch, totals: Totals(count: trainer.metricNames.count))
        let backups = callbacks.compactMap { $0 as? BackupAndRestore }
        guard backups.count + (directory == nil ? 0 : 1) <= 1 else {
            throw VerbatimError(
                .configuration, "a run is kept in one place", received: "several, or BackupAndRestore and run:",
                expected: "one of them")
        }
        backup = backups.first
        guard let directory = directory ?? backup?.directory else {
            recorder = nil
            trainingTexts = []
            return
        }
        try directory.check()
        if resume != .never { try CallbackStates.check(callbacks) }
        trainer.tracesOperations = directory.ledger == .full
        let data = RunData.Sets(training: training, validation: validation)
        trainingTexts = try Self.stepTexts(trainer, .training, self.training)
        let texts =
            try trainingTexts
            + (validation.map {
                try Self.stepTexts(
                    trainer, .evaluation,
                    EpochBatches($0, batchSize: batchSize, seed: 0, shuffle: false, workers: 0))
            } ?? [])
        let configuration = try RunConfiguration(
            trainer.program, trainer.declarations,
            sizes: [
                ("epochs", epochs), ("batchSize", batchSize), ("samples", training.count),
                ("validationSamples", validation?.count ?? 0),
            ], shuffle: shuffle, data: data.digests,
            steps: texts.map { ($0.name, SHA256Digest.hex(Array($0.text.utf8))) })
        recorder = try RunRecorder(directory, resume, configuration, texts: texts, data: data) {
            progress?(.warning($0))
        }
    }

    mutating func run() throws -> History {
        let trainer = trainer
        let firstEpoch = try trainer.state.epoch
        let context = CallbackContext(trainer, epochs: firstEpoch..<firstEpoch + epochs)
        report(
            .begin(
                epochs: epochs, samples: training.dataset.count, validationSamples: validation?.count ?? 0,
                batchSize: training.batchSize))
        for callback in callbacks { try callback.onTrainBegin(context) }
        try beginOrGoOn(context)
        let next = try trainer.state.epoch
        for epoch in next..<max(next, place.firstEpoch + epochs) where !context.isStopped || place.isEpochOpen {
            try run(epoch: epoch, context)
        }
        if !place.isFinished {
            if epochs > 0 { try trainer.takeAverages() }
            for callback in callbacks { try callback.onTrainEnd(context) }
            try recordChanges(context, .training)
            try recorder?.record(.end(digest: trainer.digest))
            place.isFinished = true
            try save(context)
        }
        var history = place.history
        history.digest = try trainer.digest
        report(.end(history))
        backup?.finish()
        return history
    }

    /// Puts everything where the checkpoint was, or writes the first one.
    private mutating func beginOrGoOn(_ context: CallbackContext) throws {
        guard let recorder else { return }
        guard let (checkpoint, step) = recorder.checkpoint else {
            try recorder.begin(trainer.state, place, callbacks)
            try recordRate(context.takeChanges())
            return
        }
        let source = "the checkpoint of step \(step)"
        let count = checkpoint.place.totals.widths.count
        guard count == trainer.metricNames.count, checkpoint.place.batch <= steps else {
            throw VerbatimError(
                .file, "\(source) belongs to another run",
                received: "\(count) totals after \(checkpoint.place.batch) steps of an epoch",
                expected: "\(trainer.metricNames.count) totals, at most \(steps) steps")
        }
        try trainer.restore(try checkpoint.state(trainer.state.layout, source: source))
        try CallbackStates.restore(checkpoint.callbacks, to: callbacks, source: source)
        place = checkpoint.place
        // A rate from when training begins stands behind the first record; later checkpoints hold what came of it.
        let changes = context.takeChanges()
        if checkpoint.chain.count == 1 { try recordRate(changes) }
        if let rate = place.learningRate {
            try context.setLearningRate(rate)
            _ = context.takeChanges()
        }
        context.epoch = checkpoint.epoch
        context.batch = max(0, place.batch - 1)
        context.stepLoss = place.stepLoss
        if place.batch > 0 { context.logs = logs }
        if place.isStopped { context.stop() }
        report(.resumed(step: step))
    }

    private mutating func run(epoch: Int, _ context: CallbackContext) throws {
        report(.epochBegin(epoch: epoch, steps: steps))
        if !place.isEpochOpen {
            context.epoch = epoch
            context.logs = []
            for callback in callbacks { try callback.onEpochBegin(context) }
            try recordChanges(context, .training)
            place.isEpochOpen = true
        }
        // A callback that stops lets the epoch end, after one step at least.
        if !context.isStopped || place.batch == 0 { try makeSteps(epoch, context) }
        context.logs = logs
        if let validation {
            for callback in callbacks { try callback.onTestBegin(context) }
            try recordChanges(context, .beforeValidation)
            let values = try saving(context) { [trainer, training, workers] in
                try trainer.means(over: validation, batchSize: training.batchSize, workers: workers)
            }
            context.logs += zip(trainer.metricNames, values).map { History.Entry(name: "val_\($0)", value: $1) }
            for callback in callbacks { try callback.onTestEnd(context) }
            try recordChanges(context, .afterValidation)
        }
        trainer.completeEpoch()
        report(.epochEnd(epoch: epoch, steps: steps, logs: context.logs))
        for callback in callbacks { try callback.onEpochEnd(context) }
        try recorder?.record(.epoch(epoch, context.logs))
        try recordChanges(context, .training)
        place.history.epochs.append(context.logs)
        place.batch = 0
        place.isEpochOpen = false
        place.totals = Totals(count: trainer.metricNames.count)
        try recorder?.writeMetrics(place.history, firstEpoch: place.firstEpoch)
        if recorder?.isDueAtEpochEnd == true { try save(context) }
    }

    private mutating func makeSteps(_ epoch: Int, _ context: CallbackContext) throws {
        var reader = training.reader(epoch: epoch, from: place.batch)
        var batch = Batch(inputs: [], targets: [])
        for step in place.batch..<steps {
            try saving(context) { try Task.checkCancellation() }
            try reader.next(into: &batch)
            try trainer.checkLabels(of: batch, from: training.dataset, purpose: "fit")
            let compiled = try trainer.advance(batch)
            place.totals.add(compiled.outputs[1...])
            place.stepLoss = compiled.loss
            place.batch = step + 1
            // Nothing is made for nobody to look at.
            guard isWatched else { continue }
            var ofBatch = Totals(count: compiled.outputs.count - 1)
            ofBatch.add(compiled.outputs[1...])
            let values = ofBatch.values(trainer.program.allMetrics)
            try record(step, epoch, compiled, batch, values)
            context.stepMetrics = Array(values.dropFirst())
            context.batch = step
            context.stepLoss = place.stepLoss
            context.logs = logs
            report(.batchEnd(epoch: epoch, batch: step, steps: steps, logs: context.logs))
            for callback in callbacks { try callback.onBatchEnd(context) }
            try recordChanges(context, .training)
            if let recorder, recorder.isDue(step: try trainer.state.step) { try save(context) }
            if context.isStopped { break }
        }
    }

    private func record(
        _ step: Int, _ epoch: Int, _ compiled: CompiledStep, _ batch: Batch, _ means: [Float]
    ) throws {
        guard let recorder else { return }
        let state = try trainer.state
        let executor = trainer.program.executor
        let isWhole = training.dataset.arrays != nil
        try recorder.record(
            .step(
                state.step, epoch: epoch, first: training.start(of: step),
                samples: training.samples(step, epoch: epoch),
                batch: isWhole ? nil : executor.fingerprint(of: batch.inputs + batch.targets), loss: place.stepLoss,
                metrics: means, fingerprint: executor.fingerprint(of: state.values),
                operations: compiled.operationFingerprints))
        if !isWhole { try recorder.keep(batch, step: state.step) }
    }

    /// Records what callbacks did to the run, without which it cannot be made again.
    private func recordChanges(_ context: CallbackContext, _ moment: StateChange.Moment) throws {
        let changes = context.takeChanges()
        for change in changes {
            switch change {
            case .rate: continue
            case .averages: try recorder?.record(.averages(moment))
            case .weights: try recorder?.record(.weights(moment))
            }
        }
        try recordRate(changes)
    }

    /// Records the last learning rate among changes, with what it makes of the stored steps.
    private func recordRate(_ changes: [StateChange]) throws {
        let rates = changes.compactMap { if case .rate(let rate) = $0 { rate } else { nil } }
        guard let recorder, let rate = rates.last else { return }
        let texts = try Self.stepTexts(trainer, .training, training)
        let edits = zip(trainingTexts, texts).map { StepEdit($0.name, from: $0.text, to: $1.text) }
        try recorder.record(.rate(rate, edits))
    }

    /// Whether someone looks at single steps.
    private var isWatched: Bool { progress != nil || recorder != nil || !callbacks.isEmpty }

    private func report(_ event: ProgressEvent) { progress?(event) }

    /// The steps of a whole epoch.
    private var steps: Int { training.steps }

    /// Loss and metrics of the epoch so far.
    private var logs: [History.Entry] { place.totals.entries(trainer.metricNames, trainer.program.allMetrics) }

    /// Does what a cancelled task ends, after a checkpoint.
    private mutating func saving<Result>(_ context: CallbackContext, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as CancellationError {
            try save(context)
            throw error
        }
    }

    private mutating func save(_ context: CallbackContext) throws {
        guard let recorder else { return }
        place.isStopped = context.isStopped
        place.learningRate = context.rateThatWasSet
        let state = try trainer.state
        try recorder.save(state, place, callbacks)
        report(.checkpoint(step: state.step))
    }

    /// The steps of a use as text for each number of samples that they are run on.
    private static func stepTexts(
        _ trainer: Trainer, _ use: StepKind.Use, _ batches: EpochBatches
    ) throws -> [(name: String, text: String)] {
        try batches.sizes.map { samples in
            let batch = Batch(zeros: batches.dataset.sampleType, count: samples)
            return ("\(use)-\(samples)", try trainer.compiled(use, batch).executable.graph.text)
        }
    }
}
