import VerbatimGraph
import VerbatimNN
import VerbatimTensor

extension Trainer {
    /// Loss and metrics over samples, without training; the same bits for any batch size.
    ///
    /// - Returns: The means over the samples, in the order of `metricNames`.
    /// - Throws: `VerbatimError` for data that does not suit the model.
    public func evaluate(_ x: Tensor, _ y: Tensor, batchSize: Int = 32) throws -> [Float] {
        try evaluate(inputs: [x], targets: [y], batchSize: batchSize)
    }

    /// Loss and metrics of a model with several inputs or outputs; see `evaluate(_:_:)`.
    public func evaluate(inputs: [Tensor], targets: [Tensor], batchSize: Int = 32) throws -> [Float] {
        try evaluate(samples(inputs, targets, purpose: "evaluate"), batchSize: batchSize)
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
        return try samples.collect(batchSize: batchSize) { batch in
            var none: [TensorValue] = []
            return try run(.prediction, state, batch, into: &none).outputs
        }.map { Tensor($0) }
    }

    func evaluate(_ samples: SampleSet, batchSize: Int) throws -> [Float] {
        try Trainer.check(batchSize: batchSize)
        try prepare(for: samples)
        let state = try state
        var totals = Totals(count: metricNames.count)
        try samples.forEachBatch(of: batchSize) { batch in
            try Task.checkCancellation()
            var none: [TensorValue] = []
            totals.add(try run(.evaluation, state, batch, into: &none).outputs[...])
        }
        return totals.means
    }

    /// Makes the initial state from the first samples, unless it is made.
    func prepare(for samples: SampleSet) throws {
        try build(from: samples.inputs)
    }

    func samples(_ inputs: [Tensor], _ targets: [Tensor], purpose: String) throws -> SampleSet {
        try samples(Batch(inputs, targets), purpose: purpose)
    }

    /// The samples of a batch, with labels that losses and metrics can read.
    func samples(_ batch: Batch, purpose: String) throws -> SampleSet {
        let samples = try SampleSet(inputs: batch.inputs, targets: batch.targets, purpose: purpose)
        guard !samples.targets.isEmpty else { return samples }
        try prepare(for: samples)
        let outputs = try declarations.outputs
        guard samples.targets.count == outputs.count else {
            throw VerbatimError(
                .data, "\(purpose) got a wrong number of targets", received: "\(samples.targets.count)",
                expected: "\(outputs.count), one for each output of the model")
        }
        for (index, labels) in samples.targets.enumerated() {
            for metric in [program.losses[index] as any Metric] + program.metrics {
                try (metric as? any LabelChecking)?.check(labels: labels, predictions: outputs[index])
            }
        }
        return samples
    }
}
