import Testing
import Verbatim

/// Bad input: one line that says what happened, what was received and expected, and where it can the remedy.
@Suite struct ErrorTests {
    private func error(_ body: () throws -> Void) throws -> VerbatimError {
        let error = try #require(throws: VerbatimError.self, performing: body)
        #expect(error.received != nil && error.expected != nil)
        #expect(!error.description.contains("\n"))
        return error
    }

    @Test func aLabelOutsideTheClasses() throws {
        let (x, _) = Fixtures.images(4)
        for bad: Int32 in [3, -1] {
            let error = try error {
                try Fixtures.trainer().fit(x, Tensor([0, 1, bad, 2] as [Int32]))
            }
            #expect(error.code == .data)
            #expect(error.received == "label \(bad) of sample 2")
            #expect(error.expected == "whole numbers from 0 to 2")
        }
    }

    /// Labels of every type, in own loops too.
    @Test func labelsOutsideTheClassesInEveryType() throws {
        let (x, _) = Fixtures.images(4)
        let trainer = try Fixtures.trainer(metrics: [.sparseCategoricalAccuracy])
        try trainer.build(inputShapes: [[6, 6, 1]])
        let state = try trainer.state
        let labels: [(Tensor, String)] = [
            (Tensor([0, 3, 1, 2] as [Int64]), "label 3 of sample 1"),
            (Tensor([0, 1, 2, 200] as [UInt8]), "label 200 of sample 3"),
            (Tensor([0, 1, 2.5, 0] as [Float]), "label 2.5 of sample 2"),
            (Tensor([.nan, 1, 2, 0] as [Float]), "label nan of sample 0"),
            (Tensor(shape: [4, 1], [0, 1, 2, -7] as [Int32]), "label -7 of sample 3"),
            (Tensor([0, 1, .infinity, 0] as [Double]), "label inf of sample 2"),
        ]
        for (y, received) in labels {
            #expect(try error { _ = try trainer.step(state, Batch(x, y)) }.received == received)
            #expect(try error { try trainer.trainOnBatch(x, y) }.received == received)
            #expect(try error { _ = try trainer.evaluate(x, y) }.received == received)
        }
        for y in [Tensor([0, 1, 2, 0] as [UInt64]), Tensor([0, 1, 2, 0] as [Float])] {
            _ = try trainer.step(state, Batch(x, y))
        }
        #expect(try error { _ = try trainer.step(state, Batch(x, Tensor([0, 1] as [Int32]))) }.received == "4 and 2")
    }

    @Test func aClassNumberForALossOfOneHotLabels() throws {
        let (x, y) = Fixtures.images(4)
        let error = try error {
            try Fixtures.trainer(loss: .categoricalCrossentropy).trainOnBatch(x, y)
        }
        #expect(error.code == .shape)
        #expect(error.remedy?.contains("sparse") == true)
    }

    @Test func anEmptyDataSet() throws {
        let error = try error {
            try Fixtures.trainer().fit(Tensor.zeros([0, 6, 6, 1]), Tensor([Int32]()))
        }
        #expect(error.code == .data && error.received == "0 samples")
        _ = try self.error { _ = try Fixtures.trainer().evaluate(Tensor.zeros([0, 6, 6, 1]), Tensor([Int32]())) }
        _ = try self.error { _ = try Fixtures.trainer().predict(Tensor.zeros([0, 6, 6, 1])) }
        _ = try self.error { try Fixtures.trainer().fit(inputs: [], targets: []) }
    }

    @Test func differentNumbersOfSamples() throws {
        let error = try error { try Fixtures.trainer().fit(Fixtures.images(4).x, Fixtures.images(5).y) }
        #expect(error.code == .data && error.received == "4 and 5")
    }

    @Test func batchesWithoutSamples() throws {
        let (x, y) = Fixtures.images(4)
        for size in [0, -3] {
            let error = try error { try Fixtures.trainer().fit(x, y, batchSize: size) }
            #expect(error.received == "batchSize \(size)")
            _ = try self.error { _ = try Fixtures.trainer().evaluate(x, y, batchSize: size) }
            _ = try self.error { _ = try Fixtures.trainer().predict(x, batchSize: size) }
        }
    }

    @Test func anotherShapeThanTheModelWasBuiltWith() throws {
        let (x, y) = Fixtures.images(4)
        let trainer = try Fixtures.trainer()
        try trainer.trainOnBatch(x, y)
        let error = try error { _ = try trainer.predict(Tensor.zeros([2, 8, 8, 1])) }
        #expect(error.description.contains("dense.1"))
        let stated = Sequential {
            Input(shape: [6, 6, 1])
            Flatten()
            Dense(3)
        }
        let second = try self.error { _ = try Fixtures.trainer(stated).predict(Tensor.zeros([2, 6, 6, 2])) }
        #expect(second.received == "[2, 6, 6, 2]" && second.expected == "[batch, 6, 6, 1]")
    }

    @Test func anotherElementType() throws {
        let error = try error {
            try Fixtures.trainer().trainOnBatch(Tensor.zeros([2, 6, 6, 1], .u8), Tensor([0, 1] as [Int32]))
        }
        #expect(error.code == .elementType && error.received == "ui8")
    }

    @Test func mistakesInAModelAreThrownWhenItIsCompiled() throws {
        let model = Sequential {
            Input(shape: [6, 6, 1])
            Conv2D(4, kernelSize: 7)
        }
        let error = try error { _ = try Fixtures.trainer(model) }
        #expect(error.description.contains("conv2D.1"))
        #expect(error.location?.file.hasSuffix("ErrorTests.swift") == true)
    }

    @Test func aLossThatIsNotFiniteNamesStepAndTensor() throws {
        let (x, y) = Fixtures.images(8)
        let trainer = try Fixtures.trainer(optimizer: .sgd(learningRate: 1e30))
        try trainer.build(inputShapes: [[6, 6, 1]])
        var thrown: VerbatimError?
        var digest = ""
        for _ in 0..<10 where thrown == nil {
            digest = try trainer.digest
            do { try trainer.trainOnBatch(x, y) } catch let error as VerbatimError { thrown = error }
        }
        let error = try #require(thrown)
        #expect(error.code == .notFinite)
        #expect(error.what.contains("step"))
        #expect(error.received?.contains("first in") == true, "\(error)")
        // The state before the step is kept.
        #expect(try trainer.digest == digest)
    }

    @Test func dataThatIsNotFiniteIsNamed() throws {
        var (x, y) = Fixtures.images(8)
        x = x * Tensor(shape: [8, 1, 1, 1], [1, 1, .infinity, 1, 1, 1, 1, 1] as [Float])
        let error = try error { try Fixtures.trainer().fit(x, y) }
        #expect(error.code == .notFinite)
        #expect(error.received?.contains("input 0") == true)
    }

    @Test func validationSplitsWithoutSense() throws {
        let (x, y) = Fixtures.images(4)
        for split in [-0.5, 1, 1.5, 0.999] {
            _ = try error { try Fixtures.trainer().fit(x, y, validationSplit: split) }
        }
    }

    @Test func aStateOfAnotherModel() throws {
        let (x, y) = Fixtures.images(4)
        let trainer = try Fixtures.trainer()
        try trainer.trainOnBatch(x, y)
        let other = try Fixtures.trainer(optimizer: .adam)
        try other.trainOnBatch(x, y)
        let error = try error { try trainer.restore(try other.state) }
        #expect(error.received == "conv2D.1/kernel/momentum of tensor<3x3x1x4xf32>")
    }

    @Test func shapesThatAreNotKnownYet() throws {
        let error = try error { _ = try Fixtures.trainer().summary() }
        #expect(error.remedy?.contains("build(inputShapes:)") == true)
    }

    /// A layer that goes on with what a mistake left behind.
    private final class Careless: UnaryLayer {
        var name: String? { nil }
        func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
            let wrong = x + Tensor.ones([7])
            let features = wrong.shape[1]
            try context.expect(wrong, rank: 1, "[batch]")
            return wrong * features
        }
    }

    /// The mistake is told, and neither what follows from it nor nothing at all because the process ended.
    @Test func whatFollowsFromAMistakeIsNotTold() throws {
        let model = Sequential {
            Input(shape: [3])
            Careless()
        }
        let error = try error { _ = try model.compile(optimizer: .sgd, loss: .meanSquaredError).state }
        #expect(error.received == "[1, 3] and [7]")
        #expect(error.location?.layerPath == "careless.1")
        let failed = Tensor.ones([2, 3]) + Tensor.ones([7])
        #expect(failed.shape == [2, 3] && (1 - failed).sum(axes: 0).shape == [2, 3])
        #expect(Tensor(shape: [2, 3], [1] as [Float]).rank == 2)
    }
}
