import Testing
import Verbatim
import VerbatimTestSupport

/// The trainer's steps, epochs, evaluation and prediction.
@Suite struct TrainerTests {
    @Test func ownLoopGivesTheBitsOfFit() throws {
        let (x, y) = Fixtures.images(50)
        let fitted = try Fixtures.trainer(metrics: [.sparseCategoricalAccuracy])
        let history = try fitted.fit(x, y, epochs: 2, batchSize: 16)

        let trainer = try Fixtures.trainer()
        try trainer.build(inputShapes: [[6, 6, 1]])
        var state = try trainer.state
        let initial = state.digest
        let first = state
        for epoch in 0..<2 {
            let order = trainer.order(count: 50, epoch: epoch)
            for start in stride(from: 0, to: 50, by: 16) {
                let rows = Tensor((start..<min(50, start + 16)).map { Int32(order($0)) })
                let batch = try Batch(Fixtures.rows(x, rows), Fixtures.rows(y, rows))
                state = try trainer.step(state, batch).state
            }
        }
        #expect(state.digest == history.digest)
        #expect(state.step == 8)
        // Pure: neither the first state nor the trainer's own has moved.
        #expect(first.digest == initial)
        #expect(try trainer.digest == initial)
        try trainer.restore(state)
        #expect(try trainer.digest == history.digest)
    }

    @Test func twoCallsOfFitAreOneOfTwoEpochs() throws {
        let (x, y) = Fixtures.images(50)
        let (once, twice) = (try Fixtures.trainer(), try Fixtures.trainer())
        let history = try once.fit(x, y, epochs: 2, batchSize: 16)
        let first = try twice.fit(x, y, epochs: 1, batchSize: 16)
        let second = try twice.fit(x, y, epochs: 1, batchSize: 16)
        #expect(history.epochs == first.epochs + second.epochs)
        #expect(history.digest == second.digest)
    }

    @Test func evaluateHasTheSameBitsForAnyBatchSize() throws {
        let (x, y) = Fixtures.images(50)
        // Rows of one class, of two and of none, so that a loss that looks at more than its own row shows.
        let rows = oneHot(y, classes: 3) * Tensor(shape: [50, 3], (0..<150).map { Float($0 % 7) / 3 })
        let classes: [any Metric] = [.sparseCategoricalAccuracy, .sparseCategoricalCrossentropy]
        let vectors: [any Metric] = [
            .categoricalAccuracy, .binaryAccuracy, .categoricalCrossentropy, .binaryCrossentropy, .categoricalHinge,
            .hinge, .squaredHinge, .meanSquaredError, .meanAbsoluteError, .meanAbsolutePercentageError,
        ]
        for (labels, loss, metrics) in [
            (y, SparseCategoricalCrossentropy() as any Loss, classes), (rows, CategoricalCrossentropy(), vectors),
        ] {
            let trainer = try Fixtures.trainer(loss: loss, metrics: metrics)
            try trainer.fit(x, labels, batchSize: 16)
            let expected = try trainer.evaluate(x, labels, batchSize: 50)
            for size in [1, 7, 16, 32, 49, 64, 1000] {
                let values = try trainer.evaluate(x, labels, batchSize: size)
                for (name, pair) in zip(trainer.metricNames, zip(values, expected)) {
                    #expect(pair.0.bitPattern == pair.1.bitPattern, "\(name) in batches of \(size)")
                }
            }
        }
    }

    @Test func aRowPredictsTheSameBitsAloneAndInBatches() throws {
        let (x, y) = Fixtures.images(33)
        let model = Sequential {
            Conv2D(4, kernelSize: 3, activation: .relu)
            BatchNormalization()
            AveragePooling2D()
            Flatten()
            Dense(5, activation: .tanh)
            Dense(3, activation: .softmax)
        }
        let trainer = try Fixtures.trainer(model)
        try trainer.fit(x, y, epochs: 2, batchSize: 8)
        let expected = try trainer.predict(x, batchSize: 1)
        for size in [7, 32, 33] { #expect(try trainer.predict(x, batchSize: size).bitsEqual(expected)) }
        #expect(try trainer.predictor()(x, batchSize: 5).bitsEqual(expected))
    }

    @Test func lossesFallAndAreReported() throws {
        let (x, y) = Fixtures.images(96)
        let trainer = try Fixtures.trainer(
            Fixtures.model(rate: 0), optimizer: .adam(learningRate: 0.01), metrics: [.sparseCategoricalAccuracy])
        let history = try trainer.fit(x, y, epochs: 12, batchSize: 16, validationSplit: 0.25)
        #expect(history.epochs.count == 12)
        #expect(
            history.epochs[0].map(\.name) == [
                "loss", "sparse_categorical_accuracy", "val_loss", "val_sparse_categorical_accuracy",
            ])
        #expect(history["loss"].last! < history["loss"][0] / 2)
        #expect(history["val_sparse_categorical_accuracy"].last! > 0.9)
        let validation = Tensor(Array((72..<96).map(Int32.init)))
        let evaluated = try trainer.evaluate(Fixtures.rows(x, validation), Fixtures.rows(y, validation))
        #expect(evaluated[0].bitPattern == history["val_loss"].last!.bitPattern)
    }

    @Test func validationDataIsNotTrainedOn() throws {
        let (x, y) = Fixtures.images(50)
        let plain = try Fixtures.digest(Fixtures.trainer())
        let watched = try Fixtures.trainer().fit(
            x, y, epochs: 2, batchSize: 16, validationData: Fixtures.images(9, seed: 4))
        #expect(watched.digest == plain)
        #expect(watched["val_loss"].count == 2)
    }

    @Test func trainOnBatchReturnsTheLossThatWasMinimised() throws {
        let (x, y) = Fixtures.images(16)
        let trainer = try Fixtures.trainer(metrics: [.sparseCategoricalCrossentropy])
        let values = try trainer.trainOnBatch(x, y)
        #expect((values[0] - values[1]).magnitude < 1e-6)
        #expect(try trainer.state.step == 1)
    }

    @Test func shuffledEpochsTakeEverySampleOnce() throws {
        let trainer = try Fixtures.trainer()
        let first = (0..<50).map { trainer.order(count: 50, epoch: 0)($0) }
        let second = (0..<50).map { trainer.order(count: 50, epoch: 1)($0) }
        #expect(first.sorted() == Array(0..<50) && second.sorted() == Array(0..<50))
        #expect(first != second && first != Array(0..<50))
        let (x, y) = Fixtures.images(50)
        let still = try Fixtures.trainer().fit(x, y, epochs: 2, batchSize: 16, shuffle: false)
        #expect(try still.digest != Fixtures.digest(Fixtures.trainer()))
    }

    @Test func callbacksStopARun() throws {
        final class Stopper: Callback {
            var ended = 0
            func onBatchEnd(_ context: CallbackContext) throws { if context.batch == 1 { context.stop() } }
            func onTrainEnd(_ context: CallbackContext) throws { ended += 1 }
        }
        let (x, y) = Fixtures.images(50)
        let (stopper, trainer) = (Stopper(), try Fixtures.trainer())
        let history = try trainer.fit(x, y, epochs: 3, batchSize: 16, callbacks: [stopper])
        #expect(try trainer.state.step == 2)
        #expect(history.epochs.count == 1 && stopper.ended == 1)
    }

    @Test func progressTellsEveryStep() throws {
        let (x, y) = Fixtures.images(20)
        var lines: [String] = []
        let history = try Fixtures.trainer().fit(x, y, epochs: 2, batchSize: 8) { event in
            switch event {
            case .begin(let epochs, let samples, _, let size): lines.append("begin \(epochs) \(samples) \(size)")
            case .epochBegin(let epoch, let steps): lines.append("epoch \(epoch) of \(steps)")
            case .batchEnd(_, let batch, _, let logs): lines.append("batch \(batch) \(logs[0].name)")
            case .epochEnd(let epoch, _, _): lines.append("end \(epoch)")
            case .resumed, .checkpoint, .warning: lines.append("nothing of a run")
            case .end: lines.append("end")
            }
        }
        let epoch = ["batch 0 loss", "batch 1 loss", "batch 2 loss"]
        #expect(
            lines == ["begin 2 20 8", "epoch 0 of 3"] + epoch + ["end 0", "epoch 1 of 3"] + epoch + ["end 1", "end"])
        #expect(history.epochs.count == 2)
    }

    @Test func aCancelledTaskStopsBetweenSteps() async throws {
        let (x, y) = Fixtures.images(64)
        let task = Task { () throws -> Int in
            withUnsafeCurrentTask { $0?.cancel() }
            let trainer = try Fixtures.trainer()
            do {
                try trainer.fit(x, y, epochs: 1000, batchSize: 1)
                return -1
            } catch is CancellationError {
                return try trainer.state.step
            }
        }
        #expect(try await task.value == 0)
    }

    @Test func severalInputsAndOutputsWithWeights() throws {
        func model() -> Model {
            let (a, b) = (Input(shape: [4]), Input(shape: [3]))
            let shared = Dense(5, activation: .tanh)
            let joined = Lambda("join") { (x: [Tensor]) in [concatenate(x, axis: -1)] }(a, b)
            let hidden = shared(joined)
            return Model(inputs: [a, b], outputs: [Dense(1)(hidden), Dense(2, activation: .softmax)(hidden)])
        }
        var generator = SampleGenerator(8)
        let inputs = [[12, 4], [12, 3]].map { Tensor(generator.tensor(TensorType($0, .f32), .ordinary)) }
        let targets = [
            Tensor(generator.tensor(TensorType([12, 1], .f32), .ordinary)),
            Tensor((0..<12).map { Int32($0 % 2) }),
        ]
        func run(_ weights: [Double]?, _ executor: any Executor) throws -> String {
            let trainer = try model().compile(
                optimizer: .sgd(learningRate: 1e-4), losses: [.meanSquaredError, .sparseCategoricalCrossentropy],
                lossWeights: weights, seed: 3, executor: executor)
            try trainer.fit(inputs: inputs, targets: targets, epochs: 2, batchSize: 5)
            #expect(try trainer.predict(inputs: inputs).map(\.shape) == [[12, 1], [12, 2]])
            return try trainer.digest
        }
        let cpu = try CPUExecutor(threads: 2)
        #expect(try run([1, 0.5], cpu) == run([1, 0.5], ReferenceExecutor()))
        #expect(try run([1, 0.5], cpu) != run(nil, cpu))
        #expect(try run([1, 1], cpu) == run(nil, cpu))
    }

    @Test func lossesThatLayersAddCount() throws {
        let (x, y) = Fixtures.images(20)
        func trainer(_ rate: Double) throws -> Trainer {
            let model = Sequential {
                Flatten()
                Penalty(rate: rate)
                Dense(3, activation: .softmax)
            }
            return try Fixtures.trainer(model)
        }
        let (plain, penalised) = (try trainer(0), try trainer(0.5))
        let difference = try penalised.evaluate(x, y)[0] - plain.evaluate(x, y)[0]
        let scale = try #require(try penalised.state["penalty.1/scale"]).array(of: Float.self)
        let expected = scale.reduce(0) { $0 + $1 * $1 } * 0.5
        #expect((difference - expected).magnitude < 1e-4)
        #expect(try Fixtures.digest(plain) != Fixtures.digest(penalised))
        let values = try penalised.evaluate(x, y, batchSize: 3).map(\.bitPattern)
        #expect(try penalised.evaluate(x, y, batchSize: 20).map(\.bitPattern) == values)
    }

    @Test func twoExecutorsOfTheSameProgramShareNothing() throws {
        let (first, second) = (try Fixtures.trainer(), try Fixtures.trainer())
        let (x, y) = Fixtures.images(40)
        try first.fit(x, y, batchSize: 8)
        let digest = try first.digest
        try second.fit(x, y, epochs: 3, batchSize: 8)
        #expect(try first.digest == digest)
    }
}

extension Fixtures {
    /// Rows of a tensor by their numbers.
    static func rows(_ tensor: Tensor, _ numbers: Tensor) throws -> Tensor {
        let value = try tensor.value()
        let row = value.type.byteCount / value.shape[0]
        let picked = try numbers.array(of: Int32.self).flatMap { number in
            value.withUnsafeBytes { Array($0[Int(number) * row..<(Int(number) + 1) * row]) }
        }
        let type = value.type.with(shape: [numbers.count] + value.shape.dropFirst())
        return Tensor(try picked.withUnsafeBytes { try TensorValue(type: type, bytes: $0) })
    }
}

/// A layer of one's own that scales and adds a penalty on its scale.
private final class Penalty: UnaryLayer {
    let rate: Double
    init(rate: Double) { self.rate = rate }

    func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        let scale = try context.parameter("scale", [x.shape[1]], .randomUniform(low: 0.5, high: 1.5))
        try context.addLoss((scale * scale).sum() * rate)
        return x * scale
    }
}
