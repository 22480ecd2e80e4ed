import Testing
import Verbatim

/// Weights of samples and classes, functions of sums as metrics, rates that are set, averages of parameters.
@Suite struct WeightedTrainingTests {
    private let x = Tensor(shape: [12, 3], (0..<36).map { Float($0 * 7 % 11) / 11 - 0.5 })
    private let y = oneHot(Tensor((0..<12).map { Int32($0 * 5 % 3) }), classes: 3)

    private func trainer(
        _ optimizer: any Optimizer = SGD(learningRate: 0.1), metrics: [any Metric] = [],
        weightedMetrics: [any Metric] = []
    ) throws -> Trainer {
        try Sequential {
            Input(shape: [3])
            Dense(4, activation: .tanh)
            Dense(3, activation: .softmax)
        }.compile(
            optimizer: optimizer, loss: .categoricalCrossentropy, metrics: metrics, weightedMetrics: weightedMetrics,
            seed: 3)
    }

    @Test func weightsOfOneChangeNoBit() throws {
        let (plain, weighed) = (try trainer(), try trainer())
        let loss = try plain.trainOnBatch(x, y)
        let same = try weighed.trainOnBatch(x, y, sampleWeight: Tensor.ones([12]))
        #expect(loss.map(\.bitPattern) == same.map(\.bitPattern))
        #expect(try plain.digest == weighed.digest)
    }

    @Test func classWeightsAreWeightsOfTheirSamples() throws {
        let weights = try y.argMax(axis: -1).cast(to: .i64).array(of: Int64.self).map { [1, 2.5, 0][Int($0)] as Float }
        let (bySample, byClass) = (try trainer(), try trainer())
        try bySample.fit(x, y, epochs: 2, batchSize: 5, sampleWeight: Tensor(weights))
        try byClass.fit(x, y, epochs: 2, batchSize: 5, classWeight: [1: 2.5, 2: 0])
        #expect(try bySample.digest == byClass.digest)
        #expect(try bySample.digest != trainer().digest)
    }

    @Test func classWeightsLeaveValidationAlone() throws {
        let (whole, split) = (try trainer(), try trainer())
        func part(_ tensor: Tensor, _ rows: Range<Int>) -> Tensor { tensor.slice(rows, axis: 0) }
        let classes = [1: 2.5, 2: 0.0]
        let given = try whole.fit(
            part(x, 0..<9), part(y, 0..<9), epochs: 2, batchSize: 5, validationData: (part(x, 9..<12), part(y, 9..<12)),
            classWeight: classes)
        let kept = try split.fit(x, y, epochs: 2, batchSize: 5, validationSplit: 0.25, classWeight: classes)
        #expect(given["val_loss"].map(\.bitPattern) == kept["val_loss"].map(\.bitPattern))
        #expect(try whole.digest == split.digest)
    }

    @Test func metricsOfSumsAreTheSameForAnyBatchSize() throws {
        let trainer = try trainer(
            metrics: [.precision, .auc, FBetaScore(average: .macro), RootMeanSquaredError()],
            weightedMetrics: [.categoricalAccuracy])
        let weights = Tensor((0..<12).map { Float($0 % 4) })
        let whole = try trainer.evaluate(x, y, batchSize: 12, sampleWeight: weights)
        #expect(whole.count == 6)
        for size in [1, 5, 7] {
            let values = try trainer.evaluate(x, y, batchSize: size, sampleWeight: weights)
            #expect(values.dropFirst().map(\.bitPattern) == whole.dropFirst().map(\.bitPattern))
        }
    }

    @Test func aMetricStateSeesWhatEvaluateSees() throws {
        let trainer = try trainer(metrics: [.precision, .topKCategoricalAccuracy(k: 2)])
        let predictions = try trainer.predict(x)
        for (place, metric) in ([.precision, .topKCategoricalAccuracy(k: 2)] as [any Metric]).enumerated() {
            var state = MetricState(metric)
            for rows in [0..<4, 4..<12] {
                let places = Tensor(rows.map { Int32($0) })
                try state.update(labels: y.take(places), predictions: predictions.take(places))
            }
            let value: Float = try state.value().scalar()
            #expect(value.bitPattern == (try trainer.evaluate(x, y)[1 + place].bitPattern))
            state.reset()
            #expect(state.count == 0)
        }
    }

    @Test func aRateThatIsSetIsTheRateOfTheSteps() throws {
        let (set, made) = (try trainer(), try trainer(SGD(learningRate: 0.02)))
        try set.trainOnBatch(x, y)
        try made.restore(set.state)
        try set.setLearningRate(0.02)
        try set.trainOnBatch(x, y)
        try made.trainOnBatch(x, y)
        #expect(try set.digest == made.digest)
        let scheduled = try trainer(
            SGD().with(schedule: .exponentialDecay(initialLearningRate: 0.1, decaySteps: 3, decayRate: 0.5)))
        #expect(throws: VerbatimError.self) { try scheduled.setLearningRate(1) }
    }

    @Test func fitEndsWithTheAverages() throws {
        let trainer = try trainer(SGD(learningRate: 0.5).with(useEMA: true, emaMomentum: 0.5))
        try trainer.fit(x, y, epochs: 2, batchSize: 4)
        for parameter in try trainer.state.tensors(.parameter) {
            #expect(try trainer.state["\(parameter.path)/average"] == parameter.value)
        }
    }

    @Test func earlyStoppingPutsTheBestWeightsBack() throws {
        let trainer = try trainer(SGD(learningRate: 20))
        var kept: [[NamedTensor]] = []
        let stopping = EarlyStopping(monitor: "loss", patience: 2, restoreBestWeights: true)
        let probe = LambdaCallback(onEpochEnd: { kept.append(try $0.getWeights()) })
        let history = try trainer.fit(x, y, epochs: 40, batchSize: 4, callbacks: [probe, stopping])
        #expect(history["loss"].count < 40)
        #expect(try trainer.getWeights() == kept[stopping.state.bestEpoch])
    }

    @Test func constraintsHoldAfterEveryStep() throws {
        let model = Sequential {
            Input(shape: [3])
            Dense(3, activation: .softmax, kernelConstraint: .maxNorm(0.5))
        }
        let trainer = try model.compile(optimizer: SGD(learningRate: 5), loss: .categoricalCrossentropy)
        for _ in 0..<3 {
            try trainer.trainOnBatch(x, y)
            let kernel = Tensor(try #require(try trainer.state.tensors(.parameter).first).value)
            let longest: Float = try sqrt(square(kernel).sum(axes: 0)).max().scalar()
            #expect(longest <= 0.5)
        }
    }
}
