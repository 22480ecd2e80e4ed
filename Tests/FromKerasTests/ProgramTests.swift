import Foundation
import Testing
import Verbatim

/// The Swift halves of docs/FromKeras.md do what their Keras halves do.
@Suite struct ProgramTests {
    /// Images whose class is the quarter, or third, that is bright, with noise.
    private static func images(_ count: Int, classes: Int) -> (x: Tensor, y: Tensor) {
        let noise = Tensor.randomUniform([count, 8, 8, 1], stream: RandomStream(seed: 5, "images"))
        let labels = (0..<count).map { Int32($0 * 7 % classes) }
        let rows = Tensor.iota([1, 8, 1, 1], axis: 1).cast(to: .i32)
        let bright = (rows .== Tensor(shape: [count, 1, 1, 1], labels)).cast(to: .f32)
        return (noise * 0.3 + bright, Tensor(labels))
    }

    /// A table of 16 columns, and a number that its first columns give.
    private static let table: (x: Tensor, y: Tensor) = {
        let x = Tensor.randomNormal([160, 16], stream: RandomStream(seed: 6, "table"))
        let w = Tensor.randomNormal([16, 1], deviation: 0.3, stream: RandomStream(seed: 6, "weights"))
        return (x, matmul(x, w) + 0.5)
    }()

    private static func falls(_ history: History, _ name: String = "loss") -> Bool {
        let values = history[name]
        return values.count > 1 && values.last! < values.first!
    }

    private let folder = FileManager.default.temporaryDirectory.appending(path: "FromKeras-\(UUID().uuidString)")

    @Test func sequential() throws {
        let (x, y) = Self.images(120, classes: 8)
        let (trainer, history, scores, classes) = try Translated.sequential(x, y)
        #expect(Self.falls(history) && history.epochs.count == 3)
        #expect(scores.count == 2 && trainer.metricNames == ["loss", "sparse_categorical_accuracy"])
        #expect(classes.shape == [120])
        #expect(try Translated.sequential(x, y).0.digest == trainer.digest)
    }

    @Test func functional() throws {
        let (trainer, summary) = try Translated.functional(Self.table.x, Self.table.y)
        #expect(summary.contains("Model: \"residual\"") && summary.contains("Total params: 321"))
        #expect(try trainer.state.step == 25)
        #expect(try Translated.functional(Self.table.x, Self.table.y).0.digest == trainer.digest)
    }

    @Test func siamese() throws {
        let left = Self.table.x[0..., 0..<8]
        // Every second pair is of one row with itself.
        var places: [Int32] = []
        for place in 0..<160 { places.append(Int32((place + 7 * (place % 2)) % 160)) }
        let order = Tensor(places)
        let same = Tensor(shape: [160, 1], (0..<160).map { Float(1 - $0 % 2) })
        let trainer = try Translated.siamese(left, left.take(order, axis: 0), same)
        // One branch, called twice, has its parameters once.
        #expect(try trainer.getWeights().count == 6)
        let scores = try trainer.evaluate(inputs: [left, left.take(order, axis: 0)], targets: [same])
        #expect(scores[1] > 0.9)
    }

    @Test func twoInputsAndOutputs() throws {
        let titles = Tensor(shape: [80, 12], (0..<960).map { Int32($0 * 31 % 50) })
        let tags = Tensor.randomUniform([80, 5], stream: RandomStream(seed: 7, "tags"))
        let priorities = (tags[0..., 0..<1] .> 0.5).cast(to: .f32)
        let departments = (tags[0..., 1] * 4).cast(to: .i32)
        let (trainer, history) = try Translated.twoInputsAndOutputs(titles, tags, priorities, departments)
        #expect(Self.falls(history))
        #expect(
            trainer.metricNames == ["loss", "output0_binary_accuracy", "output1_sparse_categorical_accuracy"])
        #expect(try trainer.predict(inputs: [titles, tags]).map(\.shape) == [[80, 1], [80, 4]])
    }

    @Test func masked() throws {
        let sentences = (0..<40).map { row in (0..<(2 + row % 6)).map { Int32(1 + (row * 5 + $0 * 11) % 29) } }
        let y = Tensor(shape: [40, 1], sentences.map { Float($0[0] % 2) })
        let (trainer, x) = try Translated.masked(sentences, y)
        #expect(x.shape == [40, 7])
        // Padding changes no bit of what a sentence gives.
        let short = try trainer.predict(Tensor(shape: [1, 3], sentences[1]))
        let padded = try trainer.predict(Tensor(shape: [1, 6], sentences[1] + [0, 0, 0]))
        #expect(try short.bitsEqual(padded))
    }

    @Test func stateful() throws {
        let x = Tensor.randomNormal([12, 5, 1], stream: RandomStream(seed: 8, "series"))
        let (trainer, states) = try Translated.stateful(x, x.mean(axes: 1))
        let zeros = TensorValue(zeros: TensorType([4, 8], .f32))
        #expect(states.count == 4 && states[3] == zeros)
        for state in states.dropLast() { #expect(state != nil && state != zeros) }
        // A second batch goes on from the states of the first.
        let rows = x[0..<4]
        let first = try trainer.trainOnBatch(rows, rows.mean(axes: 1))
        let left = try trainer.predict(rows)
        try trainer.resetStates()
        #expect(try !left.bitsEqual(trainer.predict(rows)))
        #expect(first.count == 1)
        // Another batch size is refused by name.
        #expect { try trainer.trainOnBatch(x[0..<3], x[0..<3].mean(axes: 1)) } throws: {
            "\($0)".contains("[4, 5, 1]")
        }
    }

    @Test func sequenceToSequence() throws {
        // The answer is the source backwards.
        let numbers = Tensor.randomUniform([96, 4], stream: RandomStream(seed: 9, "source")) * 6
        let source = oneHot(numbers.cast(to: .i32), classes: 6)
        let target = source.reversed(axes: [1])
        let shifted = concatenate([Tensor.zeros([96, 1, 6]), target[0..., 0..<3]], axis: 1)
        let (trainer, history, first, answer) = try Translated.sequenceToSequence(source, shifted, target)
        #expect(Self.falls(history))
        #expect(answer.shape == [96, 4])
        // The first step of the writer is the first step of the whole model, bit for bit.
        let whole = try trainer.predict(inputs: [source, shifted])[0]
        let start = whole[0..., 0..<1]
        #expect(try start.bitsEqual(first))
    }

    @Test func transfer() throws {
        let image = Input(shape: [8, 8, 1])
        let features = Sequential {
            Conv2D(6, kernelSize: 3, activation: .relu)
            BatchNormalization()
            Flatten()
        }(image)
        let whole = Model(inputs: [image], outputs: [Dense(8, activation: .softmax)(features)])
        let pretrained = try whole.compile(
            optimizer: .adam(learningRate: 1e-2), loss: .sparseCategoricalCrossentropy, seed: 1)
        let (x, y) = Self.images(96, classes: 8)
        try pretrained.fit(x, y, epochs: 2)
        let learned =
            try pretrained.getWeights().prefix(4).map(\.value) + pretrained.state.tensors(.layerState).map(\.value)

        let (few, labels) = Self.images(60, classes: 3)
        let (head, freed) = try Translated.transfer(pretrained, image, features, few, labels)
        func base(_ trainer: Trainer) throws -> [TensorValue] {
            try trainer.getWeights().filter { !$0.path.hasPrefix("dense") }.map(\.value)
        }
        #expect(try base(head) == learned)
        #expect(
            try head.declarations.variables.filter(\.isTrainable).map(\.path) == ["dense.1/kernel", "dense.1/bias"])
        #expect(try zip(base(freed), learned).allSatisfy { $0 != $1 })
        // What is frozen is part of the description.
        let again = try Model(description: head.model.description())
        #expect(again.frozenLayers.count == 1)
        #expect(try again.description() == head.model.description())
    }

    @Test func customLayer() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let (trainer, loaded) = try Translated.customLayer(Self.table.x, Self.table.y, folder)
        let scale = try #require(try trainer.state["scale.1/scale"])
        #expect(scale.array(of: Float.self).allSatisfy { $0 != 0.5 })
        #expect(try Predictor(loaded)(Self.table.x).bitsEqual(trainer.predict(Self.table.x)))
    }

    @Test func customLoss() throws {
        let (trainer, history) = try Translated.customLoss(Self.table.x, Self.table.y)
        #expect(Self.falls(history))
        let errors = try (trainer.predict(Self.table.x) - Self.table.y).array(of: Float.self)
        let cubes = errors.map { abs(Double($0) * Double($0) * Double($0)) }.reduce(0, +) / 160
        let loss = try trainer.evaluate(Self.table.x, Self.table.y)[0]
        #expect(abs(Double(loss) - cubes) <= 1e-5 * max(1, cubes))
    }

    @Test func customMetric() throws {
        let (trainer, values) = try Translated.customMetric(Self.table.x, Self.table.y)
        #expect(trainer.metricNames == ["loss", "within_tenth", "mean_ratio"])
        let predicted = try trainer.predict(Self.table.x)
        let near = try abs(predicted - Self.table.y).array(of: Float.self).filter { $0 < 0.1 }.count
        #expect(abs(values[1] - Float(near) / 160) <= 1e-6)
        let ratio: Float = try (predicted.sum() / Self.table.y.sum()).scalar()
        #expect(abs(values[2] - ratio) <= 1e-4)
    }

    @Test func customCallback() throws {
        let (_, history, seen) = try Translated.customCallback(Self.table.x, Self.table.y)
        #expect(history["loss"] == seen)
        #expect(seen.count < 100 && seen.last! < 0.2 && seen.dropLast().allSatisfy { $0 >= 0.2 })
    }

    /// One outcome on two executors and several threads; both networks move.
    @Test func gan() throws {
        let data = Tensor.randomNormal([32, 2], mean: 2, deviation: 0.5, stream: RandomStream(seed: 10, "data"))
        let expected = try Translated.gan(data, steps: 12, executor: ReferenceExecutor())
        #expect(expected.losses.last!.1 != expected.losses[0].1)
        #expect(try zip(expected.generator.trainable, expected.before.trainable).allSatisfy { try !$0.bitsEqual($1) })
        for threads in 1...3 {
            let found = try Translated.gan(data, steps: 12, executor: CPUExecutor(threads: threads))
            #expect(
                found.losses.map { [$0.0.bitPattern, $0.1.bitPattern] }
                    == expected.losses.map { [$0.0.bitPattern, $0.1.bitPattern] })
            #expect(try zip(found.generator.tensors, expected.generator.tensors).allSatisfy { try $0.bitsEqual($1) })
        }
    }

    @Test func weights() throws {
        let y = Tensor((0..<160).map { Int32($0 % 3) })
        let ones = Tensor((0..<160).map { [1, 2.5, 0.5][$0 % 3] as Float })
        let (bySample, byClass) = try Translated.weights(Self.table.x, y, ones)
        #expect(try bySample.digest == byClass.digest)
        let (plain, _) = try Translated.weights(Self.table.x, y, Tensor.ones([160]))
        #expect(try plain.digest != byClass.digest)
    }

    @Test func rematerialization() throws {
        let (model, trainer, history) = try Translated.rematerialization(Self.table.x, Self.table.y)
        #expect(Self.falls(history))
        #expect(model.layers.count { ($0 as? Model)?.remat == .segments(1) } == 2)
        let other = try model.compile(optimizer: .adam, loss: .meanSquaredError, seed: 1, remat: .segments(3))
        #expect(try other.fit(Self.table.x, Self.table.y, epochs: 3, batchSize: 16).digest == trainer.digest)
    }

    @Test func schedules() throws {
        let (scheduled, history, halved) = try Translated.schedules(Self.table.x, Self.table.y)
        #expect(Self.falls(history))
        #expect(try scheduled.state.step == 20 && scheduled.learningRate == nil)
        #expect(halved["learning_rate"] == [0.05, 0.05, 0.025, 0.0125])
    }

    /// Throws once, after a number of steps.
    private final class Crash: StatelessCallback {
        struct Failure: Error {}
        private let after: Int
        private var steps = 0
        init(after: Int) { self.after = after }
        func onBatchEnd(_ context: CallbackContext) throws {
            steps += 1
            if steps == after { throw Failure() }
        }
    }

    @Test(arguments: [1, 6, 13, 29])
    func resume(after: Int) throws {
        let place = folder.appending(path: "\(after)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let (x, y) = Self.table
        let (whole, history) = try Translated.resume(
            x, y, folder.appending(path: "whole"), logger: Crash(after: 1000))
        #expect(throws: Crash.Failure.self) { try Translated.resume(x, y, place, logger: Crash(after: after)) }
        let (again, found) = try Translated.resume(x, y, place, logger: Crash(after: 1000))
        #expect(try again.digest == whole.digest)
        #expect(found == history)
    }

    /// A loop of one's own over the model as a function has the trainer's bits.
    @Test func aModelAsAFunctionHasTheTrainersBits() throws {
        let model = Sequential {
            Input(shape: [16])
            Dense(8, activation: .relu, kernelRegularizer: .l2(0.01), kernelConstraint: .maxNorm(1))
            BatchNormalization()
            Dropout(0.3)
            Dense(1)
        }
        let optimizer = Adam(learningRate: 1e-2).with(globalClipnorm: 0.5)
        let trainer = try model.compile(optimizer: optimizer, loss: .meanSquaredError, seed: 4)
        let train = compiled(sampleDimensions: [nil, nil, nil, 0, 0]) {
            (v: ModelVariables, slots: [[Tensor]], step: Tensor, x: Tensor, y: Tensor) throws
                -> (ModelVariables, [[Tensor]]) in
            var after = v
            let slopes = try gradient(at: v.trainable) { trainable in
                let result = try model.call(
                    v.with(trainable: trainable), [x], isTraining: true, seed: 4, step: step)
                after = result.variables.with(trainable: v.trainable)
                let loss = MeanSquaredError().mean(labels: y, predictions: result.outputs[0])
                return result.losses.reduce(loss, +)
            }
            return optimizer.step(slopes, after, slots, iterations: step)
        }
        var variables = try model.initialVariables(seed: 4)
        var slots = try optimizer.initialSlots(for: variables)
        for number in 0..<3 {
            let rows = number * 32..<number * 32 + 32
            let (x, y) = (Self.table.x[rows], Self.table.y[rows])
            try trainer.trainOnBatch(x, y)
            (variables, slots) = try train(variables, slots, Tensor(Int64(number)), x, y)
        }
        for weight in try trainer.getWeights() {
            #expect(try variables[weight.path]?.value() == weight.value, "\(weight.path)")
        }
        // Outside a trace it runs at once.
        let x = Self.table.x[0..<5]
        #expect(try model.call(variables, [x]).outputs[0].bitsEqual(trainer.predict(x)))
    }

    @Test func mistakesAreNamed() throws {
        let stranger = Dense(2)
        let model = Sequential {
            Input(shape: [16])
            Dense(1)
        }
        #expect { try model.freezing([stranger]).compile(optimizer: .sgd, loss: .meanSquaredError) } throws: {
            "\($0)".contains("freezes a layer that it does not call")
        }
        let trainer = try model.compile(optimizer: .sgd, loss: .meanSquaredError)
        let input = Input(shape: [16])
        #expect { try trainer.submodel(inputs: [input], outputs: [stranger(input)]) } throws: {
            "\($0)".contains("shares no layer")
        }
    }
}
