import Synchronization
import Testing
import Verbatim

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
        let names = Mutex<[String]>([])
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

    @Test func anotherProgramHasAnotherDigest() throws {
        let others = [
            try Fixtures.trainer(seed: 998), try Fixtures.trainer(Fixtures.model(rate: 0.5)),
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
