import Verbatim

/// Calls of `fit`: the history, rates, iterations, weights, then `evaluate` and `predict`.
struct FitFamily: FamilyRunner {
    func run(_ fixture: Fixture) throws -> [Answer] {
        let model = try FixtureModel(fixture)
        let trainer = model.trainer
        let (x, y) = (fixture.numbered("x").map { Tensor($0) }, fixture.numbered("y").map { Tensor($0) })
        let options = KerasConfig(fixture.sidecar["fit"])
        var rates: [Float] = []
        let rateProbe = LambdaCallback(onEpochBegin: { rates.append(try $0.currentRate()) })
        let first = try options.integer("initial_epoch", default: 0)
        let callbacks = try (KerasConfig(fixture.sidecar).nestedList("callbacks") ?? []).map {
            try CallbackTable.callback($0.className, $0.config, firstEpoch: first)
        }
        var classWeight: [Int: Double]?
        if case .object(let members)? = options.raw("class_weight") {
            classWeight = Dictionary(
                uniqueKeysWithValues: try members.map {
                    (Int($0.name) ?? 0, try KerasConfig.number($0.value, "class_weight"))
                })
        }
        let weights = fixture.numbered("sw").map { Tensor($0) }
        let validation = fixture.numbered("vx").map { Tensor($0) }
        let known = (fixture.numbered("vy") + fixture.numbered("vsw")).map { Tensor($0) }
        _ = options.raw("validation_batch_size")
        let history = try trainer.fit(
            inputs: x, targets: y, epochs: try options.integer("epochs", default: 1) - first,
            batchSize: try options.integer("batch_size", default: 32),
            validationSplit: try options.number("validation_split", default: 0),
            validationData: validation.isEmpty ? nil : (validation, known),
            shuffle: false, sampleWeights: weights, classWeight: classWeight, callbacks: callbacks + [rateProbe])
        try options.finish(ignoring: ["shuffle", "verbose"])
        let ours = trainer.metricNames
        var answers: [Answer] = []
        for (name, own) in zip(model.reported, ours) {
            for prefix in ["", "val_"] where !history[prefix + own].isEmpty {
                let values = history[prefix + own]
                answers.append(.tensor("hist.\(prefix)\(name)", try TensorValue(values, shape: [values.count])))
            }
        }
        let logged = history["learning_rate"]
        if !logged.isEmpty {
            answers.append(.tensor("hist.learning_rate", try TensorValue(logged, shape: [logged.count])))
        }
        answers.append(.tensor("lr_epoch_begin", try TensorValue(rates, shape: [rates.count])))
        answers.append(
            .tensor("iterations", try TensorValue([Int32(trainer.state.step / model.stepsPerUpdate)], shape: [1])))
        answers += try model.weights("final")
        if fixture.expected.contains(where: { $0.hasPrefix("eval.") }) {
            for (name, value) in zip(model.reported, try trainer.evaluate(inputs: x, targets: y)) {
                answers.append(.tensor("eval.\(name)", TensorValue(value)))
            }
        }
        return answers + Answer.numbered("predict", try trainer.predict(inputs: x).map { try $0.value() })
    }
}

extension CallbackContext {
    /// The learning rate of the next step, be it a schedule's.
    fileprivate func currentRate() throws -> Float {
        if let rate = learningRate { return Float(rate) }
        return try scheduledRate.map { try $0.scalar() } ?? 0
    }
}
