import Foundation
import Testing
import Verbatim

/// Training on a data set is recorded and goes on like training on arrays, whoever makes the batches.
@Suite struct DatasetResumeTests {
    private let fixture = RunFixture()

    private func fit(
        _ name: String?, _ dataset: some Dataset, prefetch: Int = 0, callbacks: [any Callback] = []
    ) throws -> History {
        let (vx, vy) = Fixtures.images(9, seed: 4)
        return try RunFixture.trainer(executor: CPUExecutor(threads: 1 + prefetch % 3)).fit(
            dataset, epochs: fixture.epochs, batchSize: 16, validation: ArrayDataset(vx, vy), prefetch: prefetch,
            callbacks: callbacks, run: name.map { fixture.directory($0, every: 3) })
    }

    @Test func aRunGoesOnWithAnotherNumberOfWorkers() throws {
        let (x, y) = Fixtures.images(50)
        let augmented = try ArrayDataset(x, y).mapped("noise", seed: 5) { sample, draws in
            let pixels = sample.inputs[0].array(of: Float.self).enumerated().map { $1 + draws.uniform($0) / 8 }
            sample.inputs[0] = try TensorValue(pixels, shape: sample.inputs[0].shape)
        }
        let expected = try fit("whole", augmented)
        #expect(try fit(nil, augmented, prefetch: 4) == expected)
        for (stop, before, after) in [(2, 0, 3), (4, 2, 0), (7, 5, 1), (12, 1, 2)] {
            let name = "stop\(stop)"
            #expect(throws: Crash.Failure.self) {
                try fit(name, augmented, prefetch: before, callbacks: [Crash(after: stop)])
            }
            #expect(try fit(name, augmented, prefetch: after) == expected, "stopped after step \(stop)")
            #expect(try fixture.ledger(name) == fixture.ledger("whole"))
        }
    }

    @Test func arraysAndTheirDataSetAreOneRun() throws {
        let (x, y) = Fixtures.images(50)
        let expected = try fixture.fit("arrays", every: 3)
        #expect(try fit("dataset", ArrayDataset(x, y), prefetch: 2) == expected)
        #expect(try fixture.ledger("arrays") == fixture.ledger("dataset"))
        #expect(throws: Crash.Failure.self) { try fixture.fit("mixed", every: 3, callbacks: [Crash(after: 7)]) }
        #expect(try fit("mixed", ArrayDataset(x, y), prefetch: 1) == expected)
        #expect(try fixture.ledger("mixed") == fixture.ledger("arrays"))
    }

    @Test func anotherDataSetIsRefused() throws {
        let (x, y) = Fixtures.images(50)
        let noisy = try ArrayDataset(x, y).mapped("noise", seed: 5) { sample, draws in
            let pixels = sample.inputs[0].array(of: Float.self).map { $0 + draws.uniform(0) / 8 }
            sample.inputs[0] = try TensorValue(pixels, shape: sample.inputs[0].shape)
        }
        #expect(throws: Crash.Failure.self) { try fit("run", noisy, callbacks: [Crash(after: 5)]) }
        #expect { try fit("run", ArrayDataset(x, y)) } throws: { "\($0)".contains("data.") }
        // A function that gives other samples is found by the first step that is made again.
        let other = try ArrayDataset(x, y).mapped("noise", seed: 6) { sample, draws in
            let pixels = sample.inputs[0].array(of: Float.self).map { $0 + draws.uniform(0) / 8 }
            sample.inputs[0] = try TensorValue(pixels, shape: sample.inputs[0].shape)
        }
        #expect { try fit("run", other) } throws: { "\($0)".contains("does not give again") }
    }
}
