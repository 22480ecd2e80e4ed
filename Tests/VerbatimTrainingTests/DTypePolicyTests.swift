import Testing
import Verbatim
import VerbatimExamples
import VerbatimTestSupport

/// Dtype policies: what is kept and computed in which type, and that it trains to one answer.
@Suite struct DTypePolicyTests {
    /// A small CNN with everything that a policy touches; the last layer computes in f32, as one does for a loss.
    static func convolutional() -> Model {
        Sequential {
            Input(shape: [8, 8, 1])
            Conv2D(16, kernelSize: 3, padding: .same, activation: .relu)
            BatchNormalization()
            MaxPooling2D()
            Conv2D(16, kernelSize: 3, padding: .same, activation: .relu)
            AveragePooling2D()
            Dropout(0.25)
            Flatten()
            Dense(10, activation: .softmax, dtypePolicy: .float32)
        }
    }

    static func perceptron() -> Model {
        Sequential {
            Input(shape: [8, 8, 1])
            Flatten()
            Dense(64, activation: .relu)
            Dropout(0.2)
            Dense(10, activation: .softmax)
        }
    }

    /// An executor that notes what it hands to the reference executor.
    final class Watching: Executor, @unchecked Sendable {
        // Sendable because a test uses it from one task.
        let cpu: CPUExecutor
        var handed: [String] = []

        init(_ cpu: CPUExecutor) { self.cpu = cpu }

        var name: String { cpu.name }

        func compile(_ graph: Graph) throws -> any Executable {
            let executable = try cpu.compile(graph)
            handed += (executable as? CPUExecutable)?.handedToReference ?? ["an unknown executable"]
            return executable
        }
    }

    private func trainer(
        _ model: Model, _ policy: DTypePolicy?, optimizer: any Optimizer = .adam(learningRate: 2e-3),
        executor: any Executor
    ) throws -> Trainer {
        try model.compile(
            optimizer: optimizer, loss: .categoricalCrossentropy, metrics: [.categoricalAccuracy], seed: 999,
            executor: executor, dtypePolicy: policy)
    }

    private func batch(_ count: Int, from start: Int = 0) throws -> Batch {
        let digits = Digits.load { (start..<start + count).contains($0) }
        return try Batch(digits.images, digits.labels)
    }

    // MARK: One answer

    @Test(arguments: [DTypePolicy.mixedBfloat16, .mixedFloat16, .bfloat16, .float16, .float64])
    func stepsAreOneAnswer(policy: DTypePolicy) throws {
        for make in [Self.convolutional, Self.perceptron] {
            func outcome(_ executor: any Executor) throws -> String {
                let trainer = try trainer(make(), policy, executor: executor)
                var logs: [Float] = []
                for step in 0..<2 { logs += try trainer.trainOnBatch(batch(24, from: 24 * step)) }
                logs += try trainer.evaluate(batch(8).inputs.map { Tensor($0) }[0], Tensor(batch(8).targets[0]))
                return try "\(trainer.digest) \(logs.map(\.bitPattern))"
            }
            let expected = try outcome(ReferenceExecutor())
            for (index, set) in InstructionSet.available.enumerated() {
                for threads in [1, 2 + index] {
                    let watching = Watching(try CPUExecutor(threads: threads, instructionSet: set))
                    #expect(try outcome(watching) == expected, "\(set), \(threads) threads")
                    // The CPU executor has no kernels for contractions in f64.
                    #expect(watching.handed.isEmpty || policy == .float64, "\(watching.handed)")
                }
            }
            #expect(try outcome(CPUExecutor(threads: 2, poisonsDeadMemory: true)) == expected)
        }
    }

    @Test(arguments: [DTypePolicy.mixedBfloat16, .mixedFloat16])
    func theDigitsAreLearned(policy: DTypePolicy) throws {
        let training = Digits.load { $0 % 10 != 9 }
        let validation = Digits.load { $0 % 10 == 9 }
        for make in [Self.convolutional, Self.perceptron] {
            func accuracy(_ policy: DTypePolicy?) throws -> Float {
                let trainer = try trainer(make(), policy, executor: CPUExecutor())
                let history = try trainer.fit(training.images, training.labels, epochs: 8)
                #expect(history["loss"].last! < history["loss"][0] / 2)
                return try trainer.evaluate(validation.images, validation.labels)[1]
            }
            // As well as in f32, give or take three images of a hundred.
            let (mixed, plain) = (try accuracy(policy), try accuracy(nil))
            #expect(mixed > plain - 0.03, "\(mixed) and \(plain)")
        }
    }

    /// Losses of f64 and f32 outputs, and penalties on weights of both, add up in f64 and are reported in f32.
    @Test func outputsOfBothTypesTrainTogether() throws {
        let input = Input(shape: [3])
        let wide = Dense(2, kernelRegularizer: .l2(0.01), dtypePolicy: .float64)(input)
        let narrow = Dense(2, kernelRegularizer: .l2(0.01), dtypePolicy: .float32)(input)
        let model = Model(inputs: [input], outputs: [narrow, wide])
        let x = Tensor(shape: [2, 3], [1, -2, 3, 0.5, 0.25, -1] as [Float])
        let y = Tensor(shape: [2, 2], [1, 0, 0, 1] as [Float])
        func outcome(_ executor: any Executor) throws -> String {
            let trainer = try model.compile(
                optimizer: .adam, losses: [.meanSquaredError, .huber], lossWeights: [1, 0.5], seed: 3,
                executor: executor)
            let logs = try trainer.trainOnBatch(Batch([x], [y, y.cast(to: .f64)]))
            #expect(try trainer.evaluate(inputs: [x], targets: [y, y.cast(to: .f64)])[0] < logs[0])
            #expect(try trainer.state["dense.1/kernel"]?.type.element == .f32)
            #expect(try trainer.state["dense.2/kernel"]?.type.element == .f64)
            return "\(try trainer.digest) \(logs.map(\.bitPattern))"
        }
        #expect(try outcome(CPUExecutor(threads: 2)) == outcome(ReferenceExecutor()))
    }

    // MARK: Types

    @Test func variablesAreKeptInTheirType() throws {
        let inner = Sequential {
            Dense(4)
            Dense(4, dtypePolicy: .bfloat16)
        }
        let model = Sequential(dtypePolicy: .mixedFloat16) {
            inner
            Activation(.relu)
            Dense(3, dtypePolicy: .float32)
        }
        let declarations = try model.declarations(inputs: [TensorType([2, 5], .f32)])
        #expect(declarations.outputs == [TensorType([2, 3], .f32)])
        var types: [String: ElementType] = [:]
        for variable in declarations.variables { types[variable.path] = variable.type.element }
        #expect(
            types == [
                "model.1/dense.1/kernel": .f32, "model.1/dense.1/bias": .f32, "model.1/dense.2/kernel": .bf16,
                "model.1/dense.2/bias": .bf16, "dense.1/kernel": .f32, "dense.1/bias": .f32,
            ])
        var outputs: [String: ElementType] = [:]
        for call in declarations.calls { outputs[call.path] = call.outputs[0].element }
        #expect(
            outputs == [
                "model.1/dense.1": .f16, "model.1/dense.2": .bf16, "model.1": .bf16, "activation.1": .f16,
                "dense.1": .f32, "": .f32,
            ])
    }

    @Test func slotsOfNarrowParametersAreF32() throws {
        let trainer = try trainer(Self.perceptron(), .bfloat16, executor: CPUExecutor())
        let state = try trainer.state
        #expect(state.tensors(.parameter).allSatisfy { $0.value.type.element == .bf16 })
        #expect(state.tensors(.slot).count == 8 && state.tensors(.slot).allSatisfy { $0.value.type.element == .f32 })
        let first = state["dense.1/kernel"]
        try trainer.trainOnBatch(batch(32))
        #expect(try trainer.state["dense.1/kernel"] != first)
        #expect(try trainer.predict(Tensor(batch(2).inputs[0])).elementType == .bf16)
    }

    /// What a layer computes under a policy, written out with casts.
    @Test func aMixedLayerIsItsCasts() throws {
        let (x, y) = Fixtures.images(6)
        let model = Sequential(dtypePolicy: .mixedBfloat16) {
            Input(shape: [6, 6, 1])
            Conv2D(3, kernelSize: 3, activation: .tanh)
        }
        let trainer = try model.compile(optimizer: .sgd, loss: .meanSquaredError, seed: 5)
        _ = y
        let kernel = Tensor(try trainer.state["conv2D.1/kernel"]!).cast(to: .bf16)
        let bias = Tensor(try trainer.state["conv2D.1/bias"]!).cast(to: .bf16)
        let expected = tanh(conv2D(x.cast(to: .bf16), kernel) + bias)
        #expect(try trainer.predict(x).bitsEqual(expected))
        // The sum over the window is f32 and rounded once.
        let wide = conv2D(x.cast(to: .bf16).cast(to: .f32), kernel.cast(to: .f32)).cast(to: .bf16)
        #expect(try conv2D(x.cast(to: .bf16), kernel).bitsEqual(wide))
    }

    @Test func aModelWithoutAPolicyIsAsEver() throws {
        let plain = try Fixtures.digest(Fixtures.trainer())
        let model = Fixtures.model()
        let stated = try model.compile(
            optimizer: RMSprop.keras2(learningRate: 0.01, decay: 1e-4), loss: .sparseCategoricalCrossentropy, seed: 999,
            dtypePolicy: .float32)
        #expect(try Fixtures.digest(stated) == plain)
        #expect(try !model.description().contains("dtypePolicy"))
    }

    @Test func aPolicyIsSavedWithTheModel() throws {
        let trainer = try trainer(Self.convolutional(), .mixedBfloat16, executor: CPUExecutor())
        try trainer.trainOnBatch(batch(16))
        let x = Tensor(try batch(5, from: 40).inputs[0])
        let expected = try trainer.predict(x)
        #expect(try Predictor(trainer.model)(x).bitsEqual(expected))
        let text = try trainer.model.description()
        #expect(text.contains("\"dtypePolicy\" : \"mixed_bfloat16\"") && text.contains("\"float32\""))
        let again = try Model(description: text)
        #expect(again.dtypePolicy == .mixedBfloat16)
        #expect(try again.description() == text)
    }

    // MARK: Loss scaling

    /// Scaling by a power of two is exact, so where nothing under- or overflows the updates are the inner optimizer's.
    @Test func scalingAloneChangesNoBit() throws {
        func state(_ optimizer: any Optimizer) throws -> TrainingState {
            let trainer = try trainer(Self.perceptron(), .mixedBfloat16, optimizer: optimizer, executor: CPUExecutor())
            for step in 0..<3 { try trainer.trainOnBatch(batch(16, from: 16 * step)) }
            return try trainer.state
        }
        let plain = try state(.adam)
        let scaled = try state(.lossScale(.adam, initialScale: 1024, dynamicGrowthSteps: 2))
        for named in plain.tensors(.parameter) + plain.tensors(.slot) { #expect(scaled[named.path] == named.value) }
        #expect(scaled["loss_scale/dynamic_scale"] == TensorValue(Float(2048)))
        #expect(scaled["loss_scale/step_counter"] == TensorValue(Int64(1)))
        #expect(scaled["loss_scale/iterations"] == TensorValue(Int64(3)))
    }

    @Test func stepsThatOverflowAreSkipped() throws {
        let trainer = try trainer(
            Self.perceptron(), .mixedFloat16, optimizer: .lossScale(.adam, initialScale: 0x1p60),
            executor: CPUExecutor())
        let first = try trainer.state
        var skipped = 0
        while try trainer.state["dense.1/kernel"] == first["dense.1/kernel"] {
            let loss = try trainer.trainOnBatch(batch(16))[0]
            #expect(loss.isFinite)
            skipped += 1
            let state = try trainer.state
            #expect(state.step == skipped)
            if state["dense.1/kernel"] == first["dense.1/kernel"] {
                for named in first.tensors(.parameter) { #expect(state[named.path] == named.value) }
                #expect(state["dense.1/kernel/velocity"] == first["dense.1/kernel/velocity"])
                #expect(
                    state["loss_scale/dynamic_scale"]
                        == TensorValue(Float(sign: .plus, exponent: 60 - skipped, significand: 1)))
                #expect(state["loss_scale/iterations"] == TensorValue(Int64(0)))
            } else {
                #expect(state["loss_scale/iterations"] == TensorValue(Int64(1)))
                #expect(state["loss_scale/step_counter"] == TensorValue(Int64(1)))
            }
        }
        #expect((30...60).contains(skipped))
        // Adam's bias correction starts where it moves for the first time.
        let velocity = try trainer.state["dense.1/kernel/velocity"]!.array(of: Float.self)
        #expect(velocity.allSatisfy(\.isFinite) && velocity.contains { $0 > 0 })
    }

    @Test func onlyMixedFloat16IsScaledByItself() throws {
        func isScaled(_ policy: DTypePolicy?, _ model: Model = Self.perceptron(), auto: Bool = true) throws -> Bool {
            let trainer = try model.compile(
                optimizer: .sgd, loss: .meanSquaredError, dtypePolicy: policy, autoScaleLoss: auto)
            return try trainer.state["loss_scale/dynamic_scale"] == TensorValue(Float(32768))
        }
        #expect(try isScaled(.mixedFloat16))
        #expect(try !isScaled(.mixedFloat16, auto: false))
        for policy in [nil, .mixedBfloat16, .float16, .float32] as [DTypePolicy?] { #expect(try !isScaled(policy)) }
        // A model's own policy stands before compile's.
        let own = Sequential(dtypePolicy: .mixedFloat16) {
            Input(shape: [3])
            Dense(2)
        }
        #expect(try isScaled(.mixedBfloat16, own))
        let wrapped = try trainer(
            Self.perceptron(), .mixedFloat16, optimizer: .lossScale(.sgd, initialScale: 8), executor: CPUExecutor())
        #expect(try wrapped.state["loss_scale/dynamic_scale"] == TensorValue(Float(8)))
        let error = #expect(throws: VerbatimError.self) {
            try trainer(Self.perceptron(), nil, optimizer: .lossScale(.sgd, initialScale: 0), executor: CPUExecutor())
        }
        #expect(error?.code == .configuration)
    }

    /// Gradients of a tiny loss vanish in f16 unless the loss is scaled.
    @Test func scalingKeepsSmallGradients() throws {
        func moved(_ optimizer: any Optimizer) throws -> Bool {
            let model = Sequential(dtypePolicy: .mixedFloat16) {
                Input(shape: [4])
                Dense(1, useBias: false)
            }
            let trainer = try model.compile(
                optimizer: optimizer, losses: [.meanSquaredError], lossWeights: [0x1p-36], seed: 3,
                autoScaleLoss: false)
            let x = Tensor(shape: [2, 4], [1, 2, 3, 4, 4, 3, 2, 1] as [Float])
            let first = try trainer.state["dense.1/kernel"]
            try trainer.trainOnBatch(x, Tensor(shape: [2, 1], [0.25, 0.5] as [Float]))
            return try trainer.state["dense.1/kernel"] != first
        }
        #expect(try !moved(.sgd(learningRate: 0x1p30)))
        #expect(try moved(.lossScale(.sgd(learningRate: 0x1p30))))
    }
}
