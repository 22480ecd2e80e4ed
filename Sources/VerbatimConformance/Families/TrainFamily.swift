import Verbatim

/// Training steps on given batches: what each reports, first gradients, predictions, weights at the end.
struct TrainFamily: FamilyRunner {
    func run(_ fixture: Fixture) throws -> [Answer] {
        let model = try FixtureModel(fixture)
        let sidecar = KerasConfig(fixture.sidecar)
        let count = try sidecar.integer("num_batches", default: 1)
        let (x, y, sw) = (fixture.numbered("x"), fixture.numbered("y"), fixture.numbered("sw"))
        let batches = try (0..<count).map { place in
            try Batch(x.map { Tensor($0)[place] }, (y + sw).map { Tensor($0)[place] })
        }
        var answers: [Answer] = []
        let trainer = model.trainer
        answers += try gradients(fixture, model, batches[0])
        if fixture.expects("pred0") {
            let step = try trainer.trainingOutputs(batches[0])
            answers.append(.tensor("pred0", step[0]))
        }
        var logs: [[Float]] = model.reported.map { _ in [] }
        for step in 0..<(try sidecar.integer("steps", default: 0)) {
            let values = try trainer.trainOnBatch(batches[step % count])
            for (place, value) in values.enumerated() { logs[place].append(value) }
        }
        for (name, values) in zip(model.reported, logs) {
            answers.append(.tensor("log.\(name)", try TensorValue(values, shape: [values.count])))
        }
        answers += try model.weights("final")
        let inputs = batches[0].inputs.map { Tensor($0) }
        let predictions = try trainer.predict(inputs: inputs).map { try $0.value() }
        return answers + Answer.numbered("pred_final", predictions)
    }

    /// The gradients of the first batch, kept by an optimizer that does nothing else.
    private func gradients(_ fixture: Fixture, _ model: FixtureModel, _ batch: Batch) throws -> [Answer] {
        guard fixture.expected.contains(where: { $0.hasPrefix("g0.") }) else { return [] }
        let gradients = try model.trainer.gradients(batch)
        return model.paths.keys.sorted().compactMap { name in
            gradients.first { $0.path == model.paths[name] }.map { .tensor("g0.\(name)", $0.value) }
        }
    }
}
