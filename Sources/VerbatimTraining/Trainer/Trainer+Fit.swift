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
    ///   - sampleWeight: A weight for each sample, or for each of its values, in the loss and the weighted metrics.
    ///   - classWeight: A weight for each class, by which samples that are trained on are weighed besides; classes that are
    ///     missing weigh 1.
    ///   - callbacks: What watches the run, in this order; it changes nothing.
    ///   - run: Where the run is recorded and can go on from after a crash; a cancelled task saves it first.
    ///   - resume: What happens where `run` holds a run already; one that goes on gives the bits of one that never stopped.
    ///   - progress: What gets events to show.
    /// - Throws: `VerbatimError` for data that does not suit the model, for a loss that is not finite, and for a run that
    ///   cannot be recorded or resumed.
    @discardableResult
    public func fit(
        _ x: Tensor, _ y: Tensor, epochs: Int = 1, batchSize: Int = 32, validationSplit: Double = 0,
        validationData: (x: Tensor, y: Tensor)? = nil, shuffle: Bool = true, sampleWeight: Tensor? = nil,
        classWeight: [Int: Double]? = nil, callbacks: [any Callback] = [], run: RunDirectory? = nil,
        resume: Resume = .ifPresent, progress: ((ProgressEvent) -> Void)? = nil
    ) throws -> History {
        try fit(
            inputs: [x], targets: [y], epochs: epochs, batchSize: batchSize, validationSplit: validationSplit,
            validationData: validationData.map { ([$0.x], [$0.y]) }, shuffle: shuffle,
            sampleWeights: sampleWeight.map { [$0] } ?? [], classWeight: classWeight, callbacks: callbacks,
            run: run, resume: resume, progress: progress)
    }

    /// Trains a model with several inputs or outputs on samples in memory; see `fit(_:_:)`.
    @discardableResult
    public func fit(
        inputs: [Tensor], targets: [Tensor], epochs: Int = 1, batchSize: Int = 32, validationSplit: Double = 0,
        validationData: (inputs: [Tensor], targets: [Tensor])? = nil, shuffle: Bool = true,
        sampleWeights: [Tensor] = [], classWeight: [Int: Double]? = nil, callbacks: [any Callback] = [],
        run: RunDirectory? = nil, resume: Resume = .ifPresent,
        progress: ((ProgressEvent) -> Void)? = nil
    ) throws -> History {
        try Trainer.check(batchSize: batchSize)
        try Trainer.check(epochs: epochs)
        var training = try samples(inputs, try weighed(targets, sampleWeights, classWeight), purpose: "fit")
        var validation: SampleSet?
        if let validationData {
            validation = try samples(validationData.inputs, validationData.targets, purpose: "validation")
        } else if validationSplit != 0 {
            (training, validation) = try Trainer.split(training, validationSplit)
            // What is kept for validation is not weighed by its classes.
            if classWeight != nil {
                let plain = try samples(inputs, try weighed(targets, sampleWeights), purpose: "validation")
                validation = try Trainer.split(plain, validationSplit).1
            }
        }
        defer { tracesOperations = false }
        var fit = try FitRun(
            trainer: self, training: training, validation: validation, epochs: epochs, batchSize: batchSize,
            shuffle: shuffle, workers: 0, callbacks: callbacks, directory: run, resume: resume, progress: progress)
        return try fit.run()
    }

    /// Trains on a data set, whose batches are made ahead by `prefetch` threads; their number changes no bit.
    ///
    /// Shuffled, it takes the samples in the order in which `fit` takes samples in memory, so it ends with the same digest.
    ///
    /// - Parameters:
    ///   - dataset: The samples; epochs are counted from 0 over all calls of `fit`.
    ///   - epochs: How often to go over the samples.
    ///   - batchSize: Samples in a step; the last step of an epoch takes what is left.
    ///   - validation: Samples for validation, always those of their epoch 0.
    ///   - shuffle: Whether each epoch takes the samples in an order of its own; false for data sets with their own order.
    ///   - prefetch: How many threads make batches ahead of use; with 0 each is made when it is needed.
    ///   - callbacks: What watches the run, in this order; it changes nothing.
    ///   - run: Where the run is recorded and can go on from after a crash, with any `prefetch`.
    ///   - resume: What happens where `run` holds a run already.
    ///   - progress: What gets events to show.
    /// - Throws: `VerbatimError` for data that cannot be read or does not suit the model, for a loss that is not finite, and
    ///   for a run that cannot be recorded or resumed.
    @discardableResult
    public func fit(
        _ dataset: any Dataset, epochs: Int = 1, batchSize: Int = 32, validation: (any Dataset)? = nil,
        shuffle: Bool = true, prefetch: Int = 0, callbacks: [any Callback] = [], run: RunDirectory? = nil,
        resume: Resume = .ifPresent, progress: ((ProgressEvent) -> Void)? = nil
    ) throws -> History {
        try Trainer.check(batchSize: batchSize)
        try Trainer.check(epochs: epochs)
        try checkNotEmpty(dataset, purpose: "fit")
        if let validation { try checkNotEmpty(validation, purpose: "validation") }
        defer { tracesOperations = false }
        var fit = try FitRun(
            trainer: self, training: dataset, validation: validation, epochs: epochs, batchSize: batchSize,
            shuffle: shuffle, workers: prefetch, callbacks: callbacks, directory: run, resume: resume,
            progress: progress)
        return try fit.run()
    }

    /// One step on the trainer's own state.
    ///
    /// - Returns: The loss and the metrics' means over the batch, in the order of `metricNames`.
    /// - Throws: `VerbatimError` for data that does not suit the model, and for a loss that is not finite.
    @discardableResult
    public func trainOnBatch(
        _ x: Tensor, _ y: Tensor, sampleWeight: Tensor? = nil, classWeight: [Int: Double]? = nil
    ) throws -> [Float] {
        try trainOnBatch(Batch([x], weighed([y], sampleWeight.map { [$0] } ?? [], classWeight)))
    }

    /// One step on the trainer's own state, for a model with several inputs or outputs.
    ///
    /// Weights of samples, one tensor for each output, may stand behind the batch's targets.
    ///
    /// - Returns: The loss and the metrics' means over the batch, in the order of `metricNames`.
    /// - Throws: `VerbatimError` for data that does not suit the model, and for a loss that is not finite.
    @discardableResult
    public func trainOnBatch(_ batch: Batch) throws -> [Float] {
        let samples = try samples(batch, purpose: "trainOnBatch")
        let compiled = try advance(Batch(inputs: samples.inputs, targets: samples.targets))
        var totals = Totals(count: compiled.outputs.count - 2)
        totals.add(compiled.outputs[2...])
        return [compiled.loss] + totals.metricValues(program.allMetrics)
    }

    /// The order in which an epoch takes samples: where each place of the epoch finds its sample.
    ///
    /// - Parameters:
    ///   - count: The number of samples.
    ///   - epoch: The epoch, counted from 0 over all calls of `fit`.
    public func order(count: Int, epoch: Int) -> KeyedPermutation {
        ShuffledDataset.order(count, seed: program.seed, epoch: epoch)
    }

    static func check(batchSize: Int) throws {
        guard batchSize > 0 else {
            throw VerbatimError(
                .configuration, "a batch needs samples", received: "batchSize \(batchSize)", expected: "1 or more")
        }
    }

    private static func check(epochs: Int) throws {
        guard epochs >= 0 else {
            throw VerbatimError(
                .configuration, "fit got a negative number of epochs", received: "\(epochs)", expected: "0 or more")
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
