import Testing
import Verbatim

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
