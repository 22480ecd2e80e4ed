import VerbatimGraph

/// One call of `fit` on a data set.
struct DatasetRun {
    let trainer: Trainer
    let training: any Dataset
    let validation: (any Dataset)?
    let batchSize: Int
    let shuffle: Bool
    let workers: Int
    let callbacks: [any Callback]
    let progress: (ProgressEvent) -> Void

    func run(epochs: Int) throws -> History {
        try trainer.prepare(for: training)
        var history = History()
        let trainer = trainer
        let first = try trainer.state
        let context = CallbackContext(trainer, epochs: first.epoch..<first.epoch + epochs)
        progress(
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
        if epochs > 0 { try trainer.takeAverages() }
        for callback in callbacks { try callback.onTrainEnd(context) }
        history.digest = try trainer.digest
        progress(.end(history))
        return history
    }

    private func run(epoch: Int, _ context: CallbackContext) throws -> [History.Entry] {
        let names = trainer.metricNames
        let batches = try (shuffle ? training.shuffled(seed: trainer.seed) : training).batched(batchSize)
        let steps = batches.count
        let reader = BatchReader(batches, epoch: epoch, workers: workers)
        var totals = Totals(count: names.count)
        var batch = Batch(inputs: [], targets: [])
        progress(.epochBegin(epoch: epoch, steps: steps))
        for callback in callbacks { try callback.onEpochBegin(context) }
        for step in 0..<steps {
            try Task.checkCancellation()
            _ = try reader.next(into: &batch)
            try trainer.checkLabels(of: batch, from: training, purpose: "fit")
            let compiled = try trainer.advance(batch)
            totals.add(compiled.outputs[1...])
            context.batch = step
            context.stepLoss = compiled.loss
            context.logs = totals.entries(names, trainer.program.allMetrics)
            progress(.batchEnd(epoch: epoch, batch: step, steps: steps, logs: context.logs))
            for callback in callbacks { try callback.onBatchEnd(context) }
            if context.isStopped { break }
        }
        if let validation {
            for callback in callbacks { try callback.onTestBegin(context) }
            let values = try trainer.means(over: validation, batchSize: batchSize, workers: workers)
            context.logs += zip(names, values).map { History.Entry(name: "val_\($0)", value: $1) }
            for callback in callbacks { try callback.onTestEnd(context) }
        }
        trainer.completeEpoch()
        progress(.epochEnd(epoch: epoch, steps: steps, logs: context.logs))
        for callback in callbacks { try callback.onEpochEnd(context) }
        return context.logs
    }
}
