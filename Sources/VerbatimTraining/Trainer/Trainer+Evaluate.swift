import VerbatimGraph
import VerbatimNN
import VerbatimTensor

extension Trainer {
    /// Loss and metrics over samples, without training; the same bits for any batch size.
    ///
    /// - Returns: The means over the samples, in the order of `metricNames`.
    /// - Throws: `VerbatimError` for data that does not suit the model.
    public func evaluate(
        _ x: Tensor, _ y: Tensor, batchSize: Int = 32, sampleWeight: Tensor? = nil
    ) throws -> [Float] {
        try evaluate(
            inputs: [x], targets: [y], batchSize: batchSize, sampleWeights: sampleWeight.map { [$0] } ?? [])
    }

    /// Loss and metrics of a model with several inputs or outputs; see `evaluate(_:_:)`.
    public func evaluate(
        inputs: [Tensor], targets: [Tensor], batchSize: Int = 32, sampleWeights: [Tensor] = []
    ) throws -> [Float] {
        let targets = try weighed(targets, sampleWeights)
        return try means(over: samples(inputs, targets, purpose: "evaluate"), batchSize: batchSize, workers: 0)
    }

    /// What the model gives for inputs; a row's bits do not depend on the rows beside it.
    ///
    /// - Throws: `VerbatimError` for inputs that do not suit the model.
    public func predict(_ x: Tensor, batchSize: Int = 32) throws -> Tensor {
        try predict(inputs: [x], batchSize: batchSize)[0]
    }

    /// What a model with several inputs or outputs gives; see `predict(_:)`.
    public func predict(inputs: [Tensor], batchSize: Int = 32) throws -> [Tensor] {
        try Trainer.check(batchSize: batchSize)
        let samples = try samples(inputs, [], purpose: "predict")
        try prepare(for: samples)
        let state = try state
        return try samples.batched(batchSize).collect { batch in
            var none: [TensorValue] = []
            return try run(.prediction, state, batch, into: &none).outputs
        }.map { Tensor($0) }
    }

    /// Loss and metrics over a data set's epoch 0, without training; the same bits for any batch size and any `prefetch`.
    ///
    /// - Returns: The means over the samples, in the order of `metricNames`.
    /// - Throws: `VerbatimError` for data that does not suit the model, or cannot be read.
    public func evaluate(_ dataset: any Dataset, batchSize: Int = 32, prefetch: Int = 0) throws -> [Float] {
        try checkNotEmpty(dataset, purpose: "evaluate")
        return try means(over: dataset, batchSize: batchSize, workers: prefetch)
    }

    /// What the model gives for a data set's epoch 0, one tensor for each output; the targets are not looked at.
    ///
    /// - Throws: `VerbatimError` for inputs that do not suit the model, or cannot be read.
    public func predict(_ dataset: any Dataset, batchSize: Int = 32, prefetch: Int = 0) throws -> [Tensor] {
        try checkNotEmpty(dataset, purpose: "predict")
        try prepare(for: dataset)
        let state = try state
        return try dataset.batched(batchSize).collect(workers: prefetch) { batch in
            try Task.checkCancellation()
            var none: [TensorValue] = []
            return try run(.prediction, state, Batch(inputs: batch.inputs, targets: []), into: &none).outputs
        }.map { Tensor($0) }
    }

    func means(over samples: any Dataset, batchSize: Int, workers: Int) throws -> [Float] {
        let reader = BatchReader(try samples.batched(batchSize), epoch: 0, workers: workers)
        try prepare(for: samples)
        let state = try state
        var totals = Totals(count: metricNames.count)
        var batch = Batch(inputs: [], targets: [])
        while try reader.next(into: &batch) {
            try Task.checkCancellation()
            try checkLabels(of: batch, from: samples, purpose: "evaluate")
            var none: [TensorValue] = []
            totals.add(try run(.evaluation, state, batch, into: &none).outputs[...])
        }
        return totals.values(program.allMetrics)
    }

    /// Makes the initial state from the samples' type, unless it is made.
    func prepare(for samples: any Dataset) throws {
        try build(from: samples.sampleType.inputs.map { TensorValue(zeros: $0.with(shape: [1] + $0.shape)) })
    }

    func checkNotEmpty(_ dataset: any Dataset, purpose: String) throws {
        guard dataset.count > 0 else {
            throw VerbatimError(
                .data, "\(purpose) got an empty data set", received: "0 samples", expected: "at least 1 sample")
        }
    }

    func samples(_ inputs: [Tensor], _ targets: [Tensor], purpose: String) throws -> SampleSet {
        try samples(Batch(inputs, targets), purpose: purpose)
    }

    /// The samples of a batch, with labels that losses and metrics can read.
    func samples(_ batch: Batch, purpose: String) throws -> SampleSet {
        let samples = try SampleSet(inputs: batch.inputs, targets: batch.targets, purpose: purpose)
        guard !samples.targets.isEmpty else { return samples }
        try prepare(for: samples)
        try checkLabels(samples.targets, purpose: purpose)
        return samples
    }

    /// Throws unless losses and metrics can read the labels of a batch; those of samples in memory are known to suit.
    func checkLabels(of batch: Batch, from dataset: any Dataset, purpose: String) throws {
        guard !(dataset is SampleSet) else { return }
        try checkLabels(batch.targets, purpose: purpose)
    }

    private func checkLabels(_ targets: [TensorValue], purpose: String) throws {
        let outputs = try declarations.outputs
        guard targets.count == outputs.count || targets.count == 2 * outputs.count else {
            throw VerbatimError(
                .data, "\(purpose) got a wrong number of targets", received: "\(targets.count)",
                expected: "\(outputs.count), one for each output of the model")
        }
        for (index, labels) in targets.prefix(outputs.count).enumerated() {
            let metrics = program.metrics[index] + program.weightedMetrics[index]
            for metric in [program.losses[index] as any Metric] + metrics {
                try (metric as? any LabelChecking)?.check(labels: labels, predictions: outputs[index])
            }
        }
    }
}
