import Testing
import Verbatim
import VerbatimExamples

/// Predictors are values that many tasks call at once.
@Suite struct PredictorTests {
    @Test func eightTasksGetEqualBits() async throws {
        let (x, y) = Fixtures.images(40)
        let trainer = try Fixtures.trainer()
        try trainer.fit(x, y, batchSize: 8)
        let expected = try trainer.predict(x)
        let predictor = try trainer.predictor()
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for task in 0..<8 {
                group.addTask { try predictor(x, batchSize: 3 + task).bitsEqual(expected) }
            }
            for try await isEqual in group { #expect(isEqual) }
        }
    }

    /// On a network whose layers are large enough to be split in other ways for other batches.
    @Test func aRowOfTheSeedProgramHasItsBitsInAnyBatch() throws {
        let x = Tensor.randomUniform([33, 32, 32, 3], stream: RandomStream(seed: 3, "images"))
        let model = Keras12724Program.model()
        let expected = try Predictor(model, executor: CPUExecutor(threads: 1))(x, batchSize: 1)
        for threads in [1, 4] {
            let predictor = try Predictor(model, executor: CPUExecutor(threads: threads))
            for size in [7, 32, 64] { #expect(try predictor(x, batchSize: size).bitsEqual(expected), "\(size)") }
        }
    }

    @Test func laterTrainingLeavesItAsItIs() throws {
        let (x, y) = Fixtures.images(40)
        let trainer = try Fixtures.trainer()
        try trainer.fit(x, y, batchSize: 8)
        let predictor = try trainer.predictor()
        let before = try predictor(x)
        try trainer.fit(x, y, epochs: 2, batchSize: 8)
        #expect(try predictor(x).bitsEqual(before))
        #expect(try !trainer.predict(x).bitsEqual(before))
    }

    @Test func dropoutDoesNothingInPrediction() throws {
        let (x, _) = Fixtures.images(5)
        let with = try Predictor(Fixtures.model(rate: 0.9), seed: 2)
        let without = try Predictor(Fixtures.model(rate: 0), seed: 2)
        #expect(try with(x).bitsEqual(without(x)))
    }
}
