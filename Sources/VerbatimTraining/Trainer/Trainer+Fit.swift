import VerbatimArithmetic
import VerbatimGraph
import VerbatimNN
import VerbatimTensor

extension Trainer {
    /// Trains on samples in memory, and reports loss and metrics of every epoch.
    ///
    /// Synchronous; a cancelled task ends it between two steps with `CancellationError`. The state after an error is that
    /// after the last whole step.
    ///
    /// - Parameters:
    ///   - x: The inputs, `[samples, ...]`.
    ///   - y: The targets, `[samples, ...]`.
    ///   - epochs: How often to go over the samples.
    ///   - batchSize: Samples in a step; the last step of an epoch takes what is left.
    ///   - validationSplit: The part of the samples, at their end, that is kept for validation; from 0 to below 1.
    ///   - validationData: Other samples for validation, instead of a part.
    ///   - shuffle: Whether each epoch takes the samples in an order of its own, keyed by seed and epoch.
    ///   - callbacks: What watches the run, in this order; it changes nothing.
    ///   - progress: What gets events to show.
    /// - Throws: `VerbatimError` for data that does not suit the model, and for a loss that is not finite.
    @discardableResult
    public func fit(
        _ x: Tensor, _ y: Tensor, epochs: Int = 1, batchSize: Int = 32, validationSplit: Double = 0,
        validationData: (x: Tensor, y: Tensor)? = nil, shuffle: Bool = true, callbacks: [any Callback] = [],
        progress: ((ProgressEvent) -> Void)? = nil
    ) throws -> History {
        try fit(
            inputs: [x], targets: [y], epochs: epochs, batchSize: batchSize, validationSplit: validationSplit,
            validationData: validationData.map { ([$0.x], [$0.y]) }, shuffle: shuffle, callbacks: callbacks,
            progress: progress)
    }

    /// Trains a model with several inputs or outputs on samples in memory; see `fit(_:_:)`.
    @discardableResult
    public func fit(
        inputs: [Tensor], targets: [Tensor], epochs: Int = 1, batchSize: Int = 32, validationSplit: Double = 0,
        validationData: (inputs: [Tensor], targets: [Tensor])? = nil, shuffle: Bool = true,
        callbacks: [any Callback] = [], progress: ((ProgressEvent) -> Void)? = nil
    ) throws -> History {
        try Trainer.check(batchSize: batchSize)
        guard epochs >= 0 else {
            throw VerbatimError(
                .configuration, "fit got a negative number of epochs", received: "\(epochs)", expected: "0 or more")
        }
        var training = try samples(inputs, targets, purpose: "fit")
        var validation: SampleSet?
        if let validationData {
            validation = try samples(validationData.inputs, validationData.targets, purpose: "validation")
        } else if validationSplit != 0 {
            (training, validation) = try Trainer.split(training, validationSplit)
        }
        return try Run(
            trainer: self, training: training, validation: validation, batchSize: batchSize, shuffle: shuffle,
            callbacks: callbacks, progress: progress
        ).run(epochs: epochs)
    }

    /// One step on the trainer's own state.
    ///
    /// - Returns: The loss and the metrics' means over the batch, in the order of `metricNames`.
    /// - Throws: `VerbatimError` for data that does not suit the model, and for a loss that is not finite.
    @discardableResult
    public func trainOnBatch(_ x: Tensor, _ y: Tensor) throws -> [Float] {
        try trainOnBatch(Batch(x, y))
    }

    /// One step on the trainer's own state, for a model with several inputs or outputs.
    ///
    /// - Returns: The loss and the metrics' means over the batch, in the order of `metricNames`.
    /// - Throws: `VerbatimError` for data that does not suit the model, and for a loss that is not finite.
    @discardableResult
    public func trainOnBatch(_ batch: Batch) throws -> [Float] {
        let samples = try samples(batch, purpose: "trainOnBatch")
        let compiled = try advance(Batch(inputs: samples.inputs, targets: samples.targets))
        var totals = Totals(count: compiled.outputs.count - 2)
        totals.add(compiled.outputs[2...])
        return [compiled.loss] + totals.means
    }

    /// The order in which an epoch takes samples: where each place of the epoch finds its sample.
    ///
    /// - Parameters:
    ///   - count: The number of samples.
    ///   - epoch: The epoch, counted from 0 over all calls of `fit`.
    public func order(count: Int, epoch: Int) -> KeyedPermutation {
        KeyedPermutation(
            count: count, stream: RandomStream(seed: program.seed, "shuffle"), step: UInt64(epoch))
    }

    static func check(batchSize: Int) throws {
        guard batchSize > 0 else {
            throw VerbatimError(
                .configuration, "a batch needs samples", received: "batchSize \(batchSize)", expected: "1 or more")
        }
    }

    private static func split(_ samples: SampleSet, _ part: Double) throws -> (SampleSet, SampleSet) {
        guard part > 0, part < 1 else {
            throw VerbatimError(
                .configuration, "the validation split is outside its range", received: "\(part)",
                expected: "from 0 to below 1")
        }
        let count = Int((Double(samples.count) * (1 - part)).rounded(.down))
        guard count > 0, count < samples.count else {
            throw VerbatimError(
                .data, "the validation split leaves one part without samples",
                received: "\(part) of \(samples.count) samples", expected: "at least 1 sample in each part",
                remedy: "use more samples or another split")
        }
        return (samples.rows(0..<count), samples.rows(count..<samples.count))
    }
}

/// One call of `fit`.
private struct Run {
    let trainer: Trainer
    let training: SampleSet
    let validation: SampleSet?
    let batchSize: Int
    let shuffle: Bool
    let callbacks: [any Callback]
    let progress: ((ProgressEvent) -> Void)?

    /// Whether someone looks at single steps.
    private var isWatched: Bool { progress != nil || !callbacks.isEmpty }

    func run(epochs: Int) throws -> History {
        try trainer.prepare(for: training)
        var history = History()
        let trainer = trainer
        let first = try trainer.state
        let context = CallbackContext { (try? trainer.state) ?? first }
        progress?(
            .begin(
                epochs: epochs, samples: training.count, validationSamples: validation?.count ?? 0,
                batchSize: batchSize))
        for callback in callbacks { try callback.onTrainBegin(context) }
        let start = first.epoch
        for epoch in start..<start + epochs where !context.isStopped {
            context.epoch = epoch
            context.logs = []
            history.epochs.append(try run(epoch: epoch, context))
        }
        for callback in callbacks { try callback.onTrainEnd(context) }
        history.digest = try trainer.digest
        progress?(.end(history))
        return history
    }

    private func run(epoch: Int, _ context: CallbackContext) throws -> [History.Entry] {
        let names = trainer.metricNames
        let count = training.count
        let steps = (count + batchSize - 1) / batchSize
        let order = shuffle ? trainer.order(count: count, epoch: epoch) : nil
        var totals = Totals(count: names.count)
        var batch = Batch(inputs: [], targets: [])
        progress?(.epochBegin(epoch: epoch, steps: steps))
        for callback in callbacks { try callback.onEpochBegin(context) }
        for step in 0..<steps {
            try Task.checkCancellation()
            let start = step * batchSize
            training.fill(&batch, count: min(batchSize, count - start)) { order?(start + $0) ?? start + $0 }
            let compiled = try trainer.advance(batch)
            totals.add(compiled.outputs[1...])
            guard isWatched else { continue }
            context.batch = step
            context.stepLoss = compiled.loss
            context.logs = totals.entries(names)
            progress?(.batchEnd(epoch: epoch, batch: step, steps: steps, logs: context.logs))
            for callback in callbacks { try callback.onBatchEnd(context) }
            if context.isStopped { break }
        }
        context.logs = totals.entries(names)
        if let validation {
            let values = try trainer.evaluate(validation, batchSize: batchSize)
            context.logs += zip(names, values).map { History.Entry(name: "val_\($0)", value: $1) }
        }
        trainer.completeEpoch()
        progress?(.epochEnd(epoch: epoch, steps: steps, logs: context.logs))
        for callback in callbacks { try callback.onEpochEnd(context) }
        return context.logs
    }
}
