import Testing
import Verbatim
import VerbatimExamples

/// Looking changes nothing: the digest is the same whatever watches, and another one where the program is another.
@Suite struct LookingTests {
    let plain: String

    init() throws { plain = try Fixtures.digest(Fixtures.trainer()) }

    @Test func metricsChangeNothing() throws {
        let lists: [[any Metric]] = [
            [.sparseCategoricalAccuracy], [.sparseCategoricalAccuracy, .sparseCategoricalAccuracy],
            [.sparseCategoricalCrossentropy], [LargestProbability()],
        ]
        for metrics in lists { #expect(try Fixtures.digest(Fixtures.trainer(metrics: metrics)) == plain) }
    }

    /// On the program of keras-team/keras#12724, whose losses changed with its metrics.
    @Test func everyMetricOfTheSeedProgramChangesNothing() throws {
        let x = Tensor.full([4, 32, 32, 3], Tensor(Float(1) / 255))
        let y = oneHot(Tensor([0, 3, 0, 9] as [Int32]), classes: 10)
        func outcome(_ metrics: [any Metric]) throws -> (digest: String, losses: [UInt32]) {
            let trainer = try Keras12724Program.model().compile(
                optimizer: RMSprop.keras2(learningRate: 1e-4, decay: 1e-6), loss: .categoricalCrossentropy,
                metrics: metrics, seed: 999)
            let losses = try (0..<2).map { _ in try trainer.trainOnBatch(x, y)[0].bitPattern }
            return (try trainer.digest, losses)
        }
        let each: [any Metric] = [
            .categoricalAccuracy, .binaryAccuracy, .categoricalCrossentropy, .binaryCrossentropy, .categoricalHinge,
            .hinge, Hinge.keras2, .squaredHinge, SquaredHinge.keras2, .meanSquaredError, .meanAbsoluteError,
            .meanAbsolutePercentageError,
        ]
        let none = try outcome([])
        #expect(none.losses[0] != none.losses[1])
        for metrics in each.map({ [$0] }) + each.map({ [$0, $0] }) + [each] {
            let other = try outcome(metrics)
            #expect(other.digest == none.digest && other.losses == none.losses, "\(metrics.map(\.name))")
        }
    }

    @Test func theSameMetricTwiceHasTwoNames() throws {
        let trainer = try Fixtures.trainer(metrics: [.sparseCategoricalAccuracy, .sparseCategoricalAccuracy])
        #expect(
            trainer.metricNames == ["loss", "sparse_categorical_accuracy", "sparse_categorical_accuracy_1"])
        let (x, y) = Fixtures.images(16)
        let values = try trainer.trainOnBatch(x, y)
        #expect(values.count == 3 && values[1].bitPattern == values[2].bitPattern)
    }

    @Test func callbacksChangeNothing() throws {
        let watcher = Watcher()
        #expect(try Fixtures.digest(Fixtures.trainer(), callbacks: [watcher, watcher]) == plain)
        #expect(watcher.steps == 16)
        #expect(watcher.digests.last == plain)
        #expect(Set(watcher.digests).count == 8)
    }

    @Test func labelsChangeNothing() throws {
        #expect(try Fixtures.digest(Fixtures.trainer(Fixtures.model(labels: true))) == plain)
    }

    @Test func printingInsideChangesNothing() throws {
        let model = Sequential {
            Conv2D(4, kernelSize: 3, padding: .same, activation: .relu)
            Lambda("look") { (x: Tensor) in x.printed("after conv") }
            MaxPooling2D()
            Dropout(0.25)
            Flatten()
            Dense(8, activation: .relu)
            Dropout(0.25)
            Dense(3, activation: .softmax)
        }
        let trainer = try Fixtures.trainer(
            model, optimizer: Talking(RMSprop.keras2(learningRate: 0.01, decay: 1e-4)), loss: TalkingLoss())
        let names = Guarded<[String]>([])
        trainer.observer = { observation in names.withLock { $0.append(observation.name) } }
        #expect(try Fixtures.digest(trainer) == plain)
        let seen = names.withLock { $0 }
        #expect(seen.filter { $0 == "after conv" }.count == 8)
        #expect(seen.filter { $0 == "loss values" }.count == 8)
        #expect(seen.filter { $0 == "gradient" }.count == 8 * 6)
        // Program order: forward, loss, then the optimizer.
        #expect(Array(seen.prefix(3)) == ["after conv", "loss values", "gradient"])
    }

    @Test func normalisingElsewhereChangesNoOtherDraws() throws {
        func draws(_ model: Model) throws -> [String] {
            try model.declarations(inputs: [TensorType([4, 6, 6, 1], .f32)]).draws.map(\.stream)
        }
        let other = Sequential {
            Conv2D(4, kernelSize: 3, padding: .same, activation: .relu)
            MaxPooling2D()
            BatchNormalization()
            Dropout(0.25)
            Flatten()
            Dense(8, activation: .relu)
            BatchNormalization()
            Dropout(0.25)
            Dense(3, activation: .softmax)
        }
        #expect(try draws(other) == draws(Fixtures.model()))
        #expect(try draws(other) == ["dropout.1/call.1/keep", "dropout.2/call.1/keep"])
        let (plain, normalised) = (try Fixtures.trainer(), try Fixtures.trainer(other))
        let (x, y) = Fixtures.images(4)
        _ = try (plain.evaluate(x, y), normalised.evaluate(x, y))
        for path in ["conv2D.1/kernel", "dense.1/kernel", "dense.2/kernel"] {
            #expect(try plain.state[path] == normalised.state[path])
        }
    }

    /// The masks themselves, seen on inputs of ones.
    @Test func normalisingElsewhereChangesNoOtherMask() throws {
        func masks(_ elsewhere: () -> [any Layer]) throws -> [TensorValue] {
            let ones = Lambda("ones") { (x: Tensor) in Tensor.ones(x.shape) }
            func shown(_ name: String) -> any Layer { Lambda(name) { (x: Tensor) in x.printed(name) } }
            let layers: [any Layer] =
                [ones, Dropout(0.5), shown("first"), Flatten()] + elsewhere()
                + [Dense(8), ones, Dropout(0.25), shown("second")] + elsewhere() + [Dense(3, activation: .softmax)]
            let trainer = try Fixtures.trainer(Sequential(layers))
            let seen = Guarded<[TensorValue]>([])
            trainer.observer = { observation in seen.withLock { $0.append(observation.value) } }
            let (x, y) = Fixtures.images(16)
            for _ in 0..<2 { try trainer.trainOnBatch(x, y) }
            return seen.withLock { $0 }
        }
        let plain = try masks { [] }
        #expect(plain.count == 4 && Set(plain).count == 4)
        #expect(try masks { [BatchNormalization()] } == plain)
    }

    @Test func progressAndEvaluationChangeNothing() throws {
        let (x, y) = Fixtures.images(50)
        let trainer = try Fixtures.trainer()
        var events = 0
        try trainer.fit(x, y, batchSize: 16) { _ in events += 1 }
        _ = try (trainer.evaluate(x, y), trainer.predict(x), trainer.predictor()(x), trainer.summary(), trainer.model)
        #expect(try trainer.fit(x, y, batchSize: 16) { _ in events += 1 }.digest == plain)
        #expect(events == 2 * 8)
    }

    @Test func anotherProgramHasAnotherDigest() throws {
        let seeded = Sequential {
            Conv2D(4, kernelSize: 3, padding: .same, activation: .relu)
            MaxPooling2D()
            Dropout(0.25, seed: 1)
            Flatten()
            Dense(8, activation: .relu)
            Dropout(0.25)
            Dense(3, activation: .softmax)
        }
        let others = [
            try Fixtures.trainer(seed: 998), try Fixtures.trainer(Fixtures.model(rate: 0.5)),
            try Fixtures.trainer(Fixtures.model(rate: 0)), try Fixtures.trainer(seeded),
            try Fixtures.trainer(optimizer: RMSprop.keras2(learningRate: 0.01)),
            try Fixtures.trainer(optimizer: RMSprop(learningRate: 0.01)), try Fixtures.trainer(optimizer: .sgd),
        ]
        var digests = [plain]
        for trainer in others { digests.append(try Fixtures.digest(trainer)) }
        #expect(Set(digests).count == digests.count)
    }

    @Test func executorsAndThreadsChangeNothing() throws {
        #expect(try Fixtures.digest(Fixtures.trainer(executor: ReferenceExecutor())) == plain)
        for threads in [1, 3, 4] {
            #expect(try Fixtures.digest(Fixtures.trainer(executor: CPUExecutor(threads: threads))) == plain)
        }
        let poisoned = try CPUExecutor(threads: 2, instructionSet: .baseline, poisonsDeadMemory: true)
        #expect(try Fixtures.digest(Fixtures.trainer(executor: poisoned)) == plain)
    }
}

/// A metric of one's own.
private struct LargestProbability: Metric {
    var name: String { "largest" }
    func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor { predictions.max(axes: -1) }
}

/// A callback that holds on to every state that it sees.
private final class Watcher: Callback {
    var steps = 0
    var digests: [String] = []
    private var states: [TrainingState] = []

    func onBatchEnd(_ context: CallbackContext) throws {
        steps += 1
        states.append(context.state)
        digests = states.map(\.digest).reduce(into: []) { if $0.last != $1 { $0.append($1) } }
    }
}

/// An optimizer that prints what it gets.
private struct Talking: Optimizer {
    let base: RMSprop

    init(_ base: RMSprop) { self.base = base }

    var slotNames: [String] { base.slotNames }

    func callAsFunction(
        gradient: Tensor, parameter: Tensor, slots: [Tensor], iterations: Tensor
    ) -> (parameter: Tensor, slots: [Tensor]) {
        base(gradient: gradient.printed("gradient"), parameter: parameter, slots: slots, iterations: iterations)
    }
}

/// A loss that prints its values.
private struct TalkingLoss: Loss {
    var name: String { "talking" }

    func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor {
        SparseCategoricalCrossentropy()(labels: labels, predictions: predictions).printed("loss values")
    }
}
