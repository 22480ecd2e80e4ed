import Testing
import Verbatim
import VerbatimExamples
import VerbatimTestSupport

/// A step by parts of its samples has the bits of the whole step.
@Suite struct MicroBatchTests {
    /// What some steps leave and give.
    private struct Result: Equatable {
        var digest: String
        var losses: [UInt32]
        var bySample: [[UInt32]]
    }

    private func result(
        _ model: Model, _ x: [Tensor], _ y: Tensor, loss: any Loss, metrics: [any Metric] = [], microBatches: Int,
        optimizer: any Optimizer = .adam(learningRate: 0.01), executor: (any Executor)? = nil
    ) throws -> Result {
        let trainer = try model.compile(
            optimizer: optimizer, loss: loss, metrics: metrics, seed: 7,
            executor: executor ?? CPUExecutor(threads: 2), microBatches: microBatches)
        try trainer.build(inputShapes: x.map { Array($0.shape.dropFirst()) })
        var state = try trainer.state
        var result = Result(digest: "", losses: [], bySample: [])
        let batch = try Batch(x, [y])
        for _ in 0..<3 {
            let (next, outputs) = try trainer.step(state, batch)
            state = next
            result.losses.append(outputs.loss.bitPattern)
            result.bySample += ([outputs.lossBySample] + outputs.metricsBySample).map { $0.map(\.bitPattern) }
        }
        result.digest = state.digest
        return result
    }

    /// Batches that make whole parts, uneven ones, and a single sample.
    @Test(arguments: [1, 5, 8, 16, 32, 33, 50])
    func aConvolutionalNetworkWithDropout(_ samples: Int) throws {
        let (x, y) = Fixtures.images(samples)
        let metrics: [any Metric] = [.sparseCategoricalAccuracy]
        let expected = try result(
            Fixtures.model(), [x], y, loss: .sparseCategoricalCrossentropy, metrics: metrics, microBatches: 1)
        for parts in [2, 3, 4, 7, 100] {
            let found = try result(
                Fixtures.model(), [x], y, loss: .sparseCategoricalCrossentropy, metrics: metrics, microBatches: parts)
            #expect(found == expected, "\(parts) parts of \(samples)")
        }
    }

    /// The parts of any executor are the whole step of the reference.
    @Test(arguments: InstructionSet.available, [2, 4])
    func anyInstructionSet(set: InstructionSet, parts: Int) throws {
        let (x, y) = Fixtures.images(50)
        func found(_ executor: any Executor, parts: Int) throws -> Result {
            try result(
                Fixtures.model(), [x], y, loss: .sparseCategoricalCrossentropy, metrics: [.sparseCategoricalAccuracy],
                microBatches: parts, executor: executor)
        }
        let expected = try found(ReferenceExecutor(), parts: 1)
        #expect(try found(ReferenceExecutor(), parts: parts) == expected)
        for threads in [1, 3] {
            #expect(
                try found(CPUExecutor(threads: threads, instructionSet: set), parts: parts) == expected,
                "\(threads) threads")
        }
    }

    /// Recurrence with dropout, attention, and a mask.
    @Test func sequences() throws {
        let words = Tensor(shape: [24, 6], (0..<144).map { Int32($0 * 7 % 5) })
        let y = Tensor(shape: [24, 1], (0..<24).map { Float($0 % 3) })
        let word = Input(shape: [6], elementType: .i32)
        let steps = LSTM(4, dropout: 0.2, recurrentDropout: 0.2, returnSequences: true)(
            Embedding(5, 4, maskZero: true)(word))
        let read = MultiHeadAttention(numHeads: 2, keyDim: 2, dropout: 0.1)(steps, steps)
        let model = Model(inputs: [word], outputs: [Dense(1)(GRU(3)(read))])
        let results = try [1, 2, 3].map { try result(model, [words], y, loss: .meanSquaredError, microBatches: $0) }
        #expect(results[1] == results[0])
        #expect(results[2] == results[0])
    }

    @Test func theSeedProgram() throws {
        let x = Tensor.randomUniform([32, 32, 32, 3], stream: RandomStream(seed: 3, "images"))
        let y = oneHot(Tensor((0..<32).map { Int32($0 % 10) }), classes: 10)
        let results = try [1, 2, 4].map {
            try result(
                Keras12724Program.model(), [x], y, loss: .categoricalCrossentropy, microBatches: $0,
                optimizer: RMSprop.keras2(learningRate: 1e-4, decay: 1e-6))
        }
        #expect(results[1] == results[0])
        #expect(results[2] == results[0])
    }

    /// Gradients of rows that many samples pick are added in ascending order of samples, parts or not.
    @Test func anEmbedding() throws {
        let words = Tensor(shape: [24, 6], (0..<144).map { Int32($0 * 7 % 5) })
        let y = Tensor(shape: [24, 1], (0..<24).map { Float($0 % 3) })
        let model = Sequential {
            Input(shape: [6], elementType: .i32)
            Embedding(5, 4)
            Flatten()
            Dense(1)
        }
        let results = try [1, 2, 3].map {
            try result(model, [words], y, loss: .meanSquaredError, microBatches: $0)
        }
        #expect(results[1] == results[0])
        #expect(results[2] == results[0])
    }

    @Test func narrowSumsAreRoundedOnce() throws {
        let (x, y) = Fixtures.images(32)
        let results = try [1, 4].map {
            try result(
                Fixtures.model().with(dtypePolicy: .mixedBfloat16), [x], y, loss: .sparseCategoricalCrossentropy,
                microBatches: $0)
        }
        #expect(results[1] == results[0])
    }

    @Test func fitHasItsDigest() throws {
        let (x, y) = Fixtures.images(50)
        let digests = try [1, 2, 4].map { parts in
            try Fixtures.model().compile(
                optimizer: RMSprop.keras2(learningRate: 0.01, decay: 1e-4), loss: .sparseCategoricalCrossentropy,
                seed: 999, executor: CPUExecutor(threads: 2), microBatches: parts
            ).fit(x, y, epochs: 2, batchSize: 32).digest
        }
        #expect(digests[1] == digests[0])
        #expect(digests[2] == digests[0])
    }

    @Test func batchStatisticsAreRefusedByName() throws {
        let (x, y) = Fixtures.images(32)
        let model = Sequential {
            Conv2D(4, kernelSize: 3)
            BatchNormalization()
            Flatten()
            Dense(3, activation: .softmax)
        }
        let trainer = try model.compile(
            optimizer: .sgd(learningRate: 0.1), loss: .sparseCategoricalCrossentropy, microBatches: 2)
        let error = #expect(throws: VerbatimError.self) { try trainer.trainOnBatch(x, y) }
        #expect(error?.code == .unsupported)
        #expect(error?.description.contains("batchNormalization") == true, "\(error?.description ?? "")")
    }

    @Test func thereIsAtLeastOnePart() throws {
        #expect(throws: VerbatimError.self) {
            try Fixtures.model().compile(optimizer: .adam(learningRate: 0.1), loss: .meanSquaredError, microBatches: 0)
        }
    }
}
