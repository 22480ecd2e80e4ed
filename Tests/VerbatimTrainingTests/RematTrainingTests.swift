import Testing
import Verbatim
import VerbatimTestSupport

/// A model trains to the same bits whatever of it is computed again.
@Suite struct RematTrainingTests {
    private static let all: [Remat] = [.full, .segments(1), .segments(2), .segments(3), .segments(100)]

    /// Residual blocks with batch normalisation, dropout and penalties, so that values pass by segments.
    private static func residual() -> Model {
        let image = Input(shape: [6, 6, 1])
        var x = Conv2D(4, kernelSize: 3, padding: .same, useBias: false)(image)
        for _ in 0..<2 {
            let inner = ReLU()(BatchNormalization()(x))
            let penalty = L1L2(l2: 0.01)
            let y = Conv2D(4, kernelSize: 3, padding: .same, activation: .relu, kernelRegularizer: penalty)(inner)
            x = Add()([x, Dropout(0.25)(y)])
        }
        return Model(inputs: [image], outputs: [Dense(3, activation: .softmax)(Flatten()(x))])
    }

    private func digest(
        _ model: Model, _ x: Tensor, _ y: Tensor, loss: any Loss = .sparseCategoricalCrossentropy, remat: Remat?,
        executor: (any Executor)? = nil, microBatches: Int = 1
    ) throws -> String {
        try model.compile(
            optimizer: .adam(learningRate: 0.01), loss: loss, seed: 7, executor: executor ?? CPUExecutor(threads: 2),
            microBatches: microBatches, remat: remat
        ).fit(x, y, epochs: 2, batchSize: 16).digest
    }

    @Test func anyPartOfAModel() throws {
        let (x, y) = Fixtures.images(40)
        let expected = try digest(Self.residual(), x, y, remat: nil)
        for remat in Self.all { #expect(try digest(Self.residual(), x, y, remat: remat) == expected, "\(remat)") }
    }

    @Test(arguments: InstructionSet.available) func anyExecutor(_ set: InstructionSet) throws {
        let (x, y) = Fixtures.images(20)
        let expected = try digest(Self.residual(), x, y, remat: nil, executor: ReferenceExecutor())
        #expect(try digest(Self.residual(), x, y, remat: .segments(3), executor: ReferenceExecutor()) == expected)
        for threads in [1, 3] {
            let executor = try CPUExecutor(threads: threads, instructionSet: set, poisonsDeadMemory: true)
            #expect(try digest(Self.residual(), x, y, remat: .segments(3), executor: executor) == expected)
        }
    }

    /// Parts of a batch, in f32 and where weights are cast for every layer.
    @Test(arguments: [nil, DTypePolicy.mixedBfloat16, .mixedFloat16]) func microBatches(policy: DTypePolicy?) throws {
        let (x, y) = Fixtures.images(50)
        let model = Fixtures.model().with(dtypePolicy: policy)
        let expected = try digest(model, x, y, remat: nil)
        for remat in Self.all {
            for parts in [1, 2, 3] {
                #expect(try digest(model, x, y, remat: remat, microBatches: parts) == expected, "\(remat), \(parts)")
            }
        }
    }

    /// Recurrence with dropout, attention, and a mask.
    @Test func sequences() throws {
        let words = Tensor(shape: [24, 6], (0..<144).map { Int32($0 * 7 % 5) })
        let y = Tensor(shape: [24, 1], (0..<24).map { Float($0 % 3) })
        let word = Input(shape: [6], elementType: .i32)
        let steps = LSTM(4, dropout: 0.2, recurrentDropout: 0.2, returnSequences: true)(
            Embedding(5, 4, maskZero: true)(word))
        let read = LayerNormalization()(MultiHeadAttention(numHeads: 2, keyDim: 2, dropout: 0.1)(steps, steps))
        let model = Model(inputs: [word], outputs: [Dense(1)(GRU(3)(read))])
        let expected = try digest(model, words, y, loss: .meanSquaredError, remat: nil)
        for remat in Self.all {
            #expect(try digest(model, words, y, loss: .meanSquaredError, remat: remat) == expected, "\(remat)")
        }
    }

    /// Blocks that are models themselves, one of them shared, computed again as wholes.
    @Test func blocks() throws {
        let (x, y) = Fixtures.images(40)
        func model(_ remat: Remat?) -> Model {
            let block = Model(
                [Dense(36, activation: .tanh), BatchNormalization(), Dropout(0.2), Dense(36)], remat: remat)
            let layers: [any Layer] = [Flatten(), block, ReLU(), block, Dense(3, activation: .softmax)]
            return Model(layers, remat: remat.map { _ in .full })
        }
        let expected = try digest(model(nil), x, y, remat: nil)
        #expect(try digest(model(.segments(1)), x, y, remat: nil) == expected)
        #expect(try digest(model(.segments(2)), x, y, remat: nil) == expected)
    }

    /// Only the last of several segments is left as it is, and the moving statistics move once.
    @Test func operationsAreRepeated() throws {
        let batch = try Batch(Tensor.zeros([8, 6, 6, 1]), Tensor.zeros([8], .i32))
        func count(_ name: String, _ remat: Remat?) throws -> Int {
            let trainer = try Self.residual().compile(
                optimizer: .sgd(learningRate: 0.1), loss: .sparseCategoricalCrossentropy, remat: remat)
            return try trainer.stepGraph(batch).body.nodes.count {
                if case .composite(let composite) = $0.operation { return composite.name.hasSuffix(name) }
                return $0.operation.name.hasSuffix(name)
            }
        }
        #expect(try count("optimization_barrier", nil) == 0)
        #expect(try count("optimization_barrier", .segments(4)) == 3)
        let (normalization, statistics) = (BatchNormalizationComposite.name, BatchStatisticsComposite.name)
        #expect(try count(normalization, .segments(4)) > count(normalization, nil))
        #expect(try count(statistics, .segments(4)) == count(statistics, nil))
    }

    @Test func thePeakFalls() throws {
        let batch = try Batch(Tensor.zeros([512, 64]), Tensor.zeros([512, 64]))
        func peak(_ remat: Remat?) throws -> Int {
            let model = Model((0..<32).map { _ in Dense(64, activation: .tanh) }, inputShape: [64])
            let trainer = try model.compile(
                optimizer: .sgd(learningRate: 0.1), loss: .meanSquaredError, executor: CPUExecutor(threads: 1),
                remat: remat)
            return try CPUExecutor(threads: 1).compiled(trainer.stepGraph(batch)).peakByteCount
        }
        let kept = try peak(nil)
        #expect(try peak(.segments(6)) < kept * 6 / 10)
        #expect(try peak(.segments(2)) < kept * 8 / 10)
    }

    /// A recorded run holds the step with its barriers, and is made again from its description.
    @Test func aRecordedRunIsVerified() throws {
        let fixture = RunFixture()
        func trainer(_ remat: Remat?) throws -> Trainer {
            try RunFixture.model().compile(
                optimizer: .adam(learningRate: 0.01), loss: .sparseCategoricalCrossentropy,
                metrics: [.sparseCategoricalAccuracy], seed: 999, executor: CPUExecutor(threads: 2), remat: remat)
        }
        let digest = try fixture.fit(trainer: trainer(.segments(3)), every: 5, keepsData: true).digest
        #expect(try fixture.fit(nil, trainer: trainer(nil)).digest == digest)
        let run = try fixture.recorded()
        let certificate = try RunVerifier.verify(
            run, RunSamples(run) { [] }, executor: CPUExecutor(threads: 1), selection: .init())
        #expect(certificate.isAccepted, "\(certificate.checks)")
        #expect(certificate.checks.allSatisfy { $0.result == "equal" }, "\(certificate.checks)")
    }

    @Test func descriptionsKeepIt() throws {
        for remat in Self.all {
            let model = Model([Dense(2)], inputShape: [3], remat: remat)
            #expect(try Model(description: model.description()).remat == remat)
            #expect(Remat("\(remat)") == remat)
        }
        #expect(try !Model([Dense(2)], inputShape: [3]).description().contains("remat"))
    }

    @Test func mistakesAreNamed() throws {
        for text in ["0", "-2", "all", ""] {
            #expect(Remat(text) == nil)
            let error = #expect(throws: VerbatimError.self) { try Remat(checking: text) }
            #expect(error?.received == text && error?.expected?.contains("full") == true)
        }
        let error = #expect(throws: VerbatimError.self) {
            try Model([Dense(2)], inputShape: [3]).compile(
                optimizer: .sgd(learningRate: 0.1), loss: .meanSquaredError, remat: .segments(0))
        }
        #expect(error?.code == .configuration && error?.received == "0")
    }
}
