import VerbatimArithmetic
import VerbatimGraph

/// One call of `fit`.
struct FitRun {
    private let trainer: Trainer
    private let training: SampleSet
    private let validation: SampleSet?
    private let epochs: Int
    private let batchSize: Int
    private let shuffle: Bool
    private let callbacks: [any Callback]
    private let recorder: RunRecorder?
    private let progress: ((ProgressEvent) -> Void)?
    private var place: FitPlace

    /// Makes the trainer's state, and opens the run's directory.
    init(
        trainer: Trainer, training: SampleSet, validation: SampleSet?, epochs: Int, batchSize: Int, shuffle: Bool,
        callbacks: [any Callback], directory: RunDirectory?, resume: Resume,
        progress: ((ProgressEvent) -> Void)?
    ) throws {
        self.trainer = trainer
        self.training = training
        self.validation = validation
        self.epochs = epochs
        self.batchSize = batchSize
        self.shuffle = shuffle
        self.callbacks = callbacks
        self.progress = progress
        try trainer.prepare(for: training)
        place = FitPlace(firstEpoch: try trainer.state.epoch, totals: Totals(count: trainer.metricNames.count))
        recorder = try directory.map { directory in
            if let every = directory.checkpointEvery, every < 1 {
                throw VerbatimError(
                    .configuration, "checkpoints are written after steps", received: "every \(every)",
                    expected: "every 1 or more")
            }
            guard directory.keep >= 1 else {
                throw VerbatimError(
                    .configuration, "a run keeps checkpoints", received: "\(directory.keep)", expected: "1 or more")
            }
            if resume != .never { try CallbackStates.check(callbacks) }
            let texts = try Self.stepTexts(trainer, training, batchSize: batchSize)
            let configuration = try RunConfiguration(
                trainer.program, initialState: try trainer.program.initialState(trainer.declarations).digest,
                sizes: [
                    ("epochs", epochs), ("batchSize", batchSize), ("samples", training.count),
                    ("validationSamples", validation?.count ?? 0),
                ], shuffle: shuffle,
                data: training.digests("training") + (validation?.digests("validation") ?? []),
                steps: texts.map { ("training-\($0.samples)", SHA256Digest.hex(Array($0.text.utf8))) })
            return try RunRecorder(directory, resume, configuration, texts: texts) { progress?(.warning($0)) }
        }
    }

    mutating func run() throws -> History {
        let trainer = trainer
        let firstEpoch = try trainer.state.epoch
        let context = CallbackContext(trainer, epochs: firstEpoch..<firstEpoch + epochs)
        report(
            .begin(
                epochs: epochs, samples: training.count, validationSamples: validation?.count ?? 0,
                batchSize: batchSize))
        for callback in callbacks { try callback.onTrainBegin(context) }
        try beginOrGoOn(context)
        let next = try trainer.state.epoch
        for epoch in next..<max(next, place.firstEpoch + epochs) where !context.isStopped || place.isEpochOpen {
            try run(epoch: epoch, context)
        }
        if !place.isFinished {
            if epochs > 0 { try trainer.takeAverages() }
            for callback in callbacks { try callback.onTrainEnd(context) }
            try recorder?.record(.end(digest: trainer.digest))
            place.isFinished = true
            try save(context)
        }
        var history = place.history
        history.digest = try trainer.digest
        report(.end(history))
        return history
    }

    /// Puts everything where the checkpoint was, or writes the first one.
    private mutating func beginOrGoOn(_ context: CallbackContext) throws {
        guard let recorder else { return }
        guard let (checkpoint, step) = recorder.checkpoint else {
            try recorder.begin(trainer.state, place, callbacks)
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
        if let rate = place.learningRate { try context.setLearningRate(rate) }
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
            place.isEpochOpen = true
        }
        // A callback that stops lets the epoch end, after one step at least.
        if !context.isStopped || place.batch == 0 { try makeSteps(epoch, context) }
        context.logs = logs
        if let validation {
            for callback in callbacks { try callback.onTestBegin(context) }
            let values = try saving(context) { [trainer, batchSize] in
                try trainer.means(over: validation, batchSize: batchSize, workers: 0)
            }
            context.logs += zip(trainer.metricNames, values).map { History.Entry(name: "val_\($0)", value: $1) }
            for callback in callbacks { try callback.onTestEnd(context) }
        }
        trainer.completeEpoch()
        report(.epochEnd(epoch: epoch, steps: steps, logs: context.logs))
        for callback in callbacks { try callback.onEpochEnd(context) }
        try recorder?.record(.epoch(epoch, context.logs))
        place.history.epochs.append(context.logs)
        place.batch = 0
        place.isEpochOpen = false
        place.totals = Totals(count: trainer.metricNames.count)
        try recorder?.writeMetrics(place.history, firstEpoch: place.firstEpoch)
        if recorder?.isDueAtEpochEnd == true { try save(context) }
    }

    private mutating func makeSteps(_ epoch: Int, _ context: CallbackContext) throws {
        let count = training.count
        let order = shuffle ? trainer.order(count: count, epoch: epoch) : nil
        var batch = Batch(inputs: [], targets: [])
        for step in place.batch..<steps {
            try saving(context) { try Task.checkCancellation() }
            let start = step * batchSize
            let size = min(batchSize, count - start)
            training.fill(&batch, count: size) { order?(start + $0) ?? start + $0 }
            let compiled = try trainer.advance(batch)
            place.totals.add(compiled.outputs[1...])
            place.stepLoss = compiled.loss
            place.batch = step + 1
            // Nothing is made for nobody to look at.
            guard isWatched else { continue }
            if let recorder {
                let outputs = compiled.outputs
                let rows = (start..<start + size).map { order?($0) ?? $0 }
                var ofBatch = Totals(count: outputs.count - 1)
                ofBatch.add(outputs[1...])
                let state = try trainer.state
                try recorder.record(
                    .step(
                        state.step, epoch: epoch, first: start, samples: rows, loss: place.stepLoss,
                        metrics: ofBatch.values(trainer.program.allMetrics), fingerprint: state.fingerprint))
            }
            context.batch = step
            context.stepLoss = place.stepLoss
            context.logs = logs
            report(.batchEnd(epoch: epoch, batch: step, steps: steps, logs: context.logs))
            for callback in callbacks { try callback.onBatchEnd(context) }
            if let recorder, recorder.isDue(step: try trainer.state.step) { try save(context) }
            if context.isStopped { break }
        }
    }

    /// Whether someone looks at single steps.
    private var isWatched: Bool { progress != nil || recorder != nil || !callbacks.isEmpty }

    private func report(_ event: ProgressEvent) { progress?(event) }

    /// The steps of a whole epoch.
    private var steps: Int { (training.count + batchSize - 1) / batchSize }

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

    /// The training step as text for each batch size that an epoch has.
    private static func stepTexts(
        _ trainer: Trainer, _ training: SampleSet, batchSize: Int
    ) throws -> [(samples: Int, text: String)] {
        let sizes = [min(batchSize, training.count), training.count % batchSize]
        return try sizes.enumerated().filter { $1 > 0 && ($0 == 0 || $1 != sizes[0]) }.map { _, samples in
            var batch = Batch(inputs: [], targets: [])
            training.fill(&batch, count: samples) { $0 }
            return (samples, try trainer.compiled(.training, batch).executable.graph.text)
        }
    }
}
