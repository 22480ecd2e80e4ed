import Verbatim

/// Callbacks driven by hand: the rate after each epoch, the epoch that stopped, the weight at the end.
struct CallbacksFamily: FamilyRunner {
    func run(_ fixture: Fixture) throws -> [Answer] {
        let callback = try CallbackTable.callback(fixture.className, fixture.config)
        let model = Sequential {
            Input(shape: [1])
            Dense(1, useBias: false)
        }
        let trainer = try model.compile(
            optimizer: SGD(learningRate: 0.1), loss: .meanSquaredError, metrics: [.binaryAccuracy])
        guard case .array(let logs)? = fixture.sidecar["logs"] else { throw Unsupported("no logs") }
        let context = CallbackContext(trainer, epochs: 0..<logs.count)
        let path = try trainer.getWeights()[0].path
        try callback.onTrainBegin(context)
        var rates: [Float] = []
        var stopped = -1
        for (epoch, log) in logs.enumerated() {
            context.epoch = epoch
            guard case .object(let members) = log else { throw Unsupported("logs that are no objects") }
            try trainer.setWeights([NamedTensor(path, try TensorValue([Float(epoch + 1)], shape: [1, 1]))])
            context.logs = []
            try callback.onEpochBegin(context)
            for member in members { context.log(member.name, Float(try KerasConfig.number(member.value, member.name))) }
            try callback.onEpochEnd(context)
            rates.append(Float(context.learningRate ?? 0))
            if context.isStopped {
                stopped = epoch
                break
            }
        }
        try callback.onTrainEnd(context)
        return [
            .tensor("lr", try TensorValue(rates, shape: [rates.count])),
            .tensor("stopped_at_epoch", try TensorValue([Int32(stopped)], shape: [1])),
            .tensor("kernel_final", try trainer.getWeights()[0].value),
        ]
    }
}
