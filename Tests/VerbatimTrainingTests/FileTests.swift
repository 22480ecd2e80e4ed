import Foundation
import Testing
import Verbatim

/// Saving and loading: the same bits come back, and what cannot be read is named.
@Suite final class FileTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "verbatim-\(UUID().uuidString)")
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private func trained(_ model: Model? = nil) throws -> Trainer {
        let (x, y) = Fixtures.images(32)
        let trainer = try Fixtures.trainer(model)
        try trainer.fit(x, y, batchSize: 8)
        return trainer
    }

    @Test func aSavedModelPredictsTheSameBits() throws {
        let (x, y) = Fixtures.images(9, seed: 2)
        let model = Sequential(name: "net") {
            Input(shape: [6, 6, 1])
            Conv2D(3, kernelSize: 3, activation: .relu)
            BatchNormalization()
            Flatten()
            Dense(3, activation: .softmax, kernelInitializer: .heNormal)
        }
        let trainer = try trained(model)
        try trainer.model.save(to: folder)
        let loaded = try Model(contentsOf: folder)
        #expect(loaded.name == "net")
        #expect(try loaded.description() == trainer.model.description())
        let expected = try trainer.predict(x)
        #expect(try Predictor(loaded)(x).bitsEqual(expected))
        // Training goes on from the loaded values, with new slots.
        let again = try Fixtures.trainer(loaded)
        #expect(try again.evaluate(x, y).map(\.bitPattern) == trainer.evaluate(x, y).map(\.bitPattern))
        #expect(
            try again.state.tensors(.parameter) == trainer.state.tensors(.parameter))
        #expect(try again.state.tensors(.layerState) == trainer.state.tensors(.layerState))
    }

    @Test func aModelThatWasNeverTrainedIsSavedWithoutValues() throws {
        let model = Fixtures.model()
        try model.save(to: folder)
        let loaded = try Model(contentsOf: folder)
        #expect(loaded.storedValues.isEmpty)
        let digests = try [model, loaded].map { try Fixtures.digest(Fixtures.trainer($0)) }
        #expect(digests[0] == digests[1])
    }

    @Test func aTrainedModelInsideAnotherKeepsItsValues() throws {
        let features = try trained().model
        let outer = Sequential {
            features
            Dense(4)
        }
        try outer.save(to: folder)
        let loaded = try Model(contentsOf: folder)
        let (x, _) = Fixtures.images(5)
        for model in [outer, loaded] {
            let trainer = try model.compile(
                optimizer: .sgd, loss: .meanSquaredError, seed: 4, executor: CPUExecutor(threads: 1))
            _ = try trainer.predict(x)
            let inner = try features.storedValues.map { try trainer.state["model.1/\($0.path)"] == $0.value }
            #expect(inner.count == 6 && inner.allSatisfy { $0 })
        }
        #expect(try Predictor(outer, seed: 4)(x).bitsEqual(Predictor(loaded, seed: 4)(x)))
    }

    @Test func typesAndFunctionsOfOnesOwnArePassed() throws {
        let model = Sequential {
            Flatten()
            Doubling(times: 2)
            Lambda("halve") { (x: Tensor) in x * 0.5 }
            Dense(3, activation: Cube())
        }
        let trainer = try Fixtures.trainer(model, loss: .meanSquaredError)
        let (x, _) = Fixtures.images(3)
        let expected = try trainer.predict(x)
        try trainer.model.save(to: folder)

        let unknown = try #require(throws: VerbatimError.self) { _ = try Model(contentsOf: self.folder) }
        #expect(unknown.code == .unsupported && unknown.received == "Doubling")
        let lambda = try #require(throws: VerbatimError.self) {
            _ = try Model(contentsOf: self.folder, layers: [Doubling.self])
        }
        #expect(lambda.received == "Lambda(\"halve\")")
        let activation = try #require(throws: VerbatimError.self) {
            _ = try Model(
                contentsOf: self.folder, layers: [Doubling.self], lambdas: [Lambda("halve") { (x: Tensor) in x * 0.5 }])
        }
        #expect(activation.received == "Cube")
        let loaded = try Model(
            contentsOf: folder, layers: [Doubling.self], lambdas: [Lambda("halve") { (x: Tensor) in x * 0.5 }],
            types: ConfigurableTypes([Cube.self]))
        #expect(try Predictor(loaded)(x).bitsEqual(expected))
    }

    @Test func sharedLayersStayShared() throws {
        let x = Input(shape: [4])
        let shared = Dense(4)
        let model = Model(inputs: [x], outputs: [shared(shared(x))])
        let loaded = try Model(description: try model.description())
        let variables = try loaded.declarations(inputs: [TensorType([2, 4], .f32)]).variables
        #expect(variables.map(\.path) == ["dense.1/kernel", "dense.1/bias"])
        #expect(try loaded.description() == model.description())
    }

    @Test func filesThatAreMissingTruncatedOrForeign() throws {
        func error() throws -> VerbatimError {
            let error = try #require(throws: VerbatimError.self) { _ = try Model(contentsOf: self.folder) }
            #expect(error.received != nil && error.expected != nil && !error.description.contains("\n"))
            return error
        }
        #expect(try error().code == .file)
        try trained().model.save(to: folder)
        let values = folder.appending(path: "model.safetensors")
        let bytes = try Data(contentsOf: values)
        try bytes.prefix(bytes.count - 5).write(to: values)
        #expect(try error().description.contains("model.safetensors"))
        try bytes.write(to: values)
        let description = folder.appending(path: "model.json")
        let text = try Data(contentsOf: description)
        try text.prefix(text.count / 2).write(to: description)
        #expect(try error().code == .file)
        try Data("{\"format\": \"other\", \"version\": 3}".utf8).write(to: description)
        #expect(try error().received == "other version 3")
        try Data("{}".utf8).write(to: description)
        #expect(try error().received?.contains("format") == true)
    }
}

/// A layer of one's own with an option; nothing but `call` is written.
private final class Doubling: UnaryLayer {
    let times: Int
    init(times: Int) { self.times = times }

    func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        (0..<times).reduce(x) { sum, _ in sum + sum }
    }
}

/// An activation of one's own.
private struct Cube: ActivationFunction {
    func callAsFunction(_ x: Tensor) -> Tensor { x * x * x }
}
