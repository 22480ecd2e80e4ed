import Testing
import Verbatim

/// Training on data sets: the bits of training on arrays, whoever makes the batches.
@Suite(.timeLimit(.minutes(10))) struct DatasetTrainingTests {
    private func dataset(_ count: Int, seed: UInt64 = 1) throws -> ArrayDataset {
        let (x, y) = Fixtures.images(count, seed: seed)
        return try ArrayDataset(x, y)
    }

    @Test(arguments: [0, 1, 2, 5]) func aDataSetTrainsAsArraysDo(workers: Int) throws {
        let (x, y) = Fixtures.images(53), (vx, vy) = Fixtures.images(19, seed: 2)
        let arrays = try Fixtures.trainer(metrics: [.sparseCategoricalAccuracy])
        let expected = try arrays.fit(x, y, epochs: 3, batchSize: 16, validationData: (vx, vy))
        let trainer = try Fixtures.trainer(metrics: [.sparseCategoricalAccuracy])
        let history = try trainer.fit(
            ArrayDataset(x, y), epochs: 3, batchSize: 16, validation: ArrayDataset(vx, vy), prefetch: workers)
        #expect(history == expected)
        #expect(
            try trainer.evaluate(ArrayDataset(vx, vy), batchSize: 5, prefetch: workers) == arrays.evaluate(vx, vy))
        #expect(
            try trainer.predict(ArrayDataset(vx, vy), batchSize: 5, prefetch: workers)[0].bitsEqual(arrays.predict(vx)))
    }

    @Test func splitsAndOrdersAreFitsOwn() throws {
        let (x, y) = Fixtures.images(47)
        let expected = try Fixtures.trainer().fit(x, y, epochs: 2, batchSize: 8, validationSplit: 0.3)
        let split = try ArrayDataset(x, y).split(validation: 0.3)
        #expect(
            try Fixtures.trainer().fit(split.training, epochs: 2, batchSize: 8, validation: split.validation)
                == expected)
        let ordered = try Fixtures.trainer().fit(
            split.training.shuffled(seed: 999), epochs: 2, batchSize: 8, validation: split.validation, shuffle: false)
        #expect(ordered == expected)
    }

    @Test(arguments: [0, 2]) func aLoopThatBeginsInsideAnEpochEndsAlike(workers: Int) throws {
        let augmented = try dataset(37).mapped("noise", seed: 5) { sample, draws in
            let pixels = sample.inputs[0].array(of: Float.self).enumerated().map { $1 + draws.uniform($0) / 8 }
            sample.inputs[0] = try TensorValue(pixels, shape: sample.inputs[0].shape)
        }
        let expected = try Fixtures.trainer().fit(augmented, epochs: 2, batchSize: 8).digest
        let first = try Fixtures.trainer()
        let batches = try augmented.shuffled(seed: first.seed).batched(8)
        for step in 0..<5 { try first.trainOnBatch(batches.batch(step, epoch: 0)) }
        for step in 0..<2 { try first.trainOnBatch(batches.batch(step, epoch: 1)) }
        let second = try Fixtures.trainer()
        try second.build(inputShapes: [[6, 6, 1]])
        try second.restore(first.state)
        let rest = BatchReader(batches, epoch: 1, from: 2, workers: workers)
        while let batch = try rest.next() { try second.trainOnBatch(batch) }
        #expect(try second.digest == expected)
    }

    @Test func badDataIsRefused() throws {
        let (x, _) = Fixtures.images(4)
        let labels = try ArrayDataset(x, Tensor([0, 1, 3, 2] as [Int32]))
        let error = try #require(throws: VerbatimError.self) {
            try Fixtures.trainer().fit(labels, batchSize: 2, shuffle: false)
        }
        #expect(error.received == "label 3 of sample 0")
        let empty = try ArrayDataset(Tensor.zeros([0, 6, 6, 1]), Tensor([Int32]()))
        for body in [
            { try Fixtures.trainer().fit(empty) }, { _ = try Fixtures.trainer().evaluate(empty) },
            { _ = try Fixtures.trainer().predict(empty) },
            { try Fixtures.trainer().fit(labels, validation: empty) },
        ] as [() throws -> Void] {
            #expect(try #require(throws: VerbatimError.self, performing: body).received == "0 samples")
        }
        let missing = try #require(throws: VerbatimError.self) {
            try Fixtures.trainer().fit(ArrayDataset(inputs: [x]))
        }
        #expect(missing.received == "0")
        let targets = try #require(throws: VerbatimError.self) {
            _ = try ArrayDataset(x, Tensor([0, 1] as [Int32]))
        }
        #expect(targets.received == "4 and 2")
    }

    @Test(arguments: [0, 3]) func anErrorLeavesTheStateOfTheLastWholeStep(workers: Int) throws {
        let good = try dataset(40)
        let broken = good.mapped("break") { sample, draws in
            if draws.key.sample == 25 {
                throw VerbatimError(.data, "a sample is bad", received: "25", expected: "another")
            }
        }
        let trainer = try Fixtures.trainer()
        let error = try #require(throws: VerbatimError.self) {
            try trainer.fit(broken, batchSize: 8, shuffle: false, prefetch: workers)
        }
        #expect(error.received == "25")
        let expected = try Fixtures.trainer()
        try expected.fit(good.subset(0..<24), batchSize: 8, shuffle: false)
        #expect(try trainer.digest == expected.digest)
    }

    @Test func aCancelledTaskEndsBetweenSteps() async throws {
        let data = try dataset(64)
        let task = Task {
            let trainer = try Fixtures.trainer()
            try trainer.fit(data, epochs: 1_000_000, batchSize: 8, prefetch: 2, callbacks: [CancelsItself()])
        }
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    /// Cancels the task it runs in after some steps.
    private final class CancelsItself: Callback {
        func onBatchEnd(_ context: CallbackContext) throws {
            if context.batch == 3 { withUnsafeCurrentTask { $0?.cancel() } }
        }
    }
}
