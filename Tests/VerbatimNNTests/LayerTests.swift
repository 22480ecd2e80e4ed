import Testing
import Verbatim
import VerbatimTestSupport

/// Every layer goes through one harness: shapes, description, gradients, a training step, errors.
@Suite struct LayerTests {
    @Test(arguments: LayerCase.all)
    func shapesAndVariables(_ layer: LayerCase) throws {
        for batch in [layer.leastBatch, 1, 5] {
            let declarations = try layer.model().declarations(inputs: layer.types(batch: batch))
            #expect(declarations.outputs.map(\.shape) == [[batch] + layer.output])
            #expect(declarations.variables.map(\.path) == layer.variables.map(\.path))
            #expect(declarations.variables.map(\.type.shape) == layer.variables.map(\.shape))
        }
    }

    /// Every layer that a description may name is in the table, but for those that the harness cannot train.
    @Test func noLayerEscapes() throws {
        var (here, refusing): (Set<String>, Set<String>) = ([], [])
        for layer in LayerCase.all {
            let made = type(of: layer.make()).typeName
            here.insert(made)
            if layer.wrong != nil { refusing.insert(made) }
            for call in try layer.model().declarations(inputs: layer.types(batch: 2)).calls {
                here.insert(type(of: call.layer).typeName)
            }
        }
        let all = Set(CodingTable().layerTypes.keys)
        // A Lambda is described by a name alone; the mixing of samples is refused in training.
        #expect(all.subtracting(here) == ["Lambda", "MixUp", "CutMix"])
        #expect(here.isSubset(of: all))
        // These take any tensor, or what is inside them does not.
        #expect(here.subtracting(refusing) == ["Activation", "Identity", "Model", "ReLU", "Rescaling"])
    }

    /// Batches of 0 and 1 through the function of training and of inference, on both executors with equal bits.
    @Test(arguments: LayerCase.all)
    func smallBatches(_ layer: LayerCase) throws {
        var generator = SampleGenerator(29)
        let model = layer.model()
        let variables = try model.initialVariables(inputs: layer.types(batch: 1), seed: 7)
        for batch in Set([layer.leastBatch, 1]).sorted() {
            let inputs = layer.types(batch: batch).map { type in
                Tensor(layer.integers.map { generator.numbers(type, in: $0) } ?? generator.reals(type))
            }
            for isTraining in [false, true] {
                func outputs(_ executor: any Executor) throws -> [Tensor] {
                    let run = compiled(executor: executor, sampleDimensions: [nil, 0]) {
                        (variables: ModelVariables, inputs: [Tensor]) throws -> [Tensor] in
                        try model.call(variables, inputs, isTraining: isTraining, seed: 7).outputs
                    }
                    return try run(variables, inputs)
                }
                let expected = try outputs(ReferenceExecutor())
                let found = try outputs(CPUExecutor(threads: 2))
                // Random layers of images change them in training only.
                if isTraining { #expect(expected[0].shape == [batch] + layer.output) }
                #expect(try zip(found, expected).allSatisfy { try $0.bitsEqual($1) }, "\(batch), \(isTraining)")
            }
        }
    }

    @Test(arguments: LayerCase.all)
    func trainingAndInferenceDeclareTheSameVariables(_ layer: LayerCase) throws {
        let model = layer.model()
        let types = layer.types(batch: 2)
        let training = try model.declarations(inputs: types)
        let inference = try model.declarations(inputs: types, isTraining: false)
        #expect(training.variables.map(\.path) == inference.variables.map(\.path))
        #expect(inference.draws.isEmpty)
    }

    @Test(arguments: LayerCase.all)
    func descriptionRoundTrip(_ layer: LayerCase) throws {
        let model = layer.model(name: "one")
        let text = try model.description()
        let again = try Model(description: text)
        #expect(try again.description() == text)
        let types = layer.types(batch: 3)
        #expect(
            try again.declarations(inputs: types).variables.map(\.type)
                == model.declarations(inputs: types).variables.map(\.type))
    }

    /// The directional derivative along a random direction, against central differences in f64.
    ///
    /// What is f32 whatever the input (a table of embeddings) enters linearly, so a large step is exact.
    @Test(arguments: LayerCase.all.filter(\.isSmooth))
    func gradients(_ layer: LayerCase) throws {
        var generator = SampleGenerator(11)
        let probe = try GradientProbe(layer.model(), layer.types(batch: 3, .f64))
        let inputs = probe.inputTypes.map { type in
            type.element == .i32 ? generator.numbers(type, in: layer.integers!) : generator.reals(type)
        }
        let directions = probe.inputTypes.map { type in
            type.element == .i32 ? TensorValue(zeros: type) : generator.reals(type)
        }
        let exact = try probe.derivative(at: inputs, along: directions)
        let step = probe.inputTypes.contains { $0.element == .f32 } ? 0.25 : 1e-6
        let ahead = try probe.value(at: moved(inputs, along: directions, by: step))
        let behind = try probe.value(at: moved(inputs, along: directions, by: -step))
        let estimate = (ahead - behind) / (2 * step)
        let difference = (exact - estimate).magnitude
        #expect(difference <= 2e-6 * max(1, exact.magnitude), "\(exact) against \(estimate)")
        #expect(exact != 0)
    }

    /// Two steps on both executors, several instruction sets and 1 to 4 threads: one digest.
    @Test(arguments: LayerCase.all)
    func trainingStep(_ layer: LayerCase) throws { try trainingStep(layer, nil) }

    @Test(arguments: LayerCase.all.filter(\.isNarrow), [DTypePolicy.mixedBfloat16, .mixedFloat16, .bfloat16])
    func trainingStepUnderAPolicy(_ layer: LayerCase, policy: DTypePolicy) throws { try policyHolds(policy, layer) }

    @Test(arguments: LayerCase.all)
    func trainingStepInF64(_ layer: LayerCase) throws { try policyHolds(.float64, layer) }

    private func policyHolds(_ policy: DTypePolicy, _ layer: LayerCase) throws {
        try trainingStep(layer, policy)
        let declarations = try layer.model().with(dtypePolicy: policy).declarations(inputs: layer.types(batch: 2))
        #expect(declarations.outputs.map(\.element) == [policy.computeType])
        #expect(declarations.variables.allSatisfy { $0.type.element == policy.variableType })
    }

    private func trainingStep(_ layer: LayerCase, _ policy: DTypePolicy?) throws {
        var generator = SampleGenerator(23)
        let inputs = layer.types(batch: 5).map { type in
            // Products of several ordinary numbers are beyond f16.
            Tensor(
                layer.integers.map { generator.numbers(type, in: $0) }
                    ?? (policy == nil ? generator.tensor(type, .ordinary) : generator.reals(type)))
        }
        let labels = generator.numbers(TensorType([5], .i32), in: 0..<2)
        let batch = try Batch(inputs, [Tensor(labels)])
        func outcome(_ executor: any Executor) throws -> String {
            let model = layer.model([Flatten(), Dense(2, activation: .softmax)])
            let trainer = try model.compile(
                optimizer: .adam, loss: .sparseCategoricalCrossentropy, metrics: [.sparseCategoricalAccuracy], seed: 7,
                executor: executor, dtypePolicy: policy)
            var logs: [Float] = []
            for _ in 0..<2 { logs += try trainer.trainOnBatch(batch) }
            return try "\(trainer.digest) \(logs.map(\.bitPattern))"
        }
        let expected = try outcome(ReferenceExecutor())
        for threads in 1...4 {
            let executor = try CPUExecutor(threads: threads)
            #expect(try outcome(executor) == expected, "\(executor.name), \(threads) threads")
        }
        #expect(try outcome(CPUExecutor(threads: 2, instructionSet: .baseline)) == expected)
    }

    @Test(arguments: LayerCase.all.filter { $0.wrong != nil })
    func errorsNameLayerReceivedAndExpected(_ layer: LayerCase) throws {
        let wrong = layer.wrong!
        let made = layer.make()
        let symbols = wrong.map { _ in Input(elementType: nil) }
        let error = try #require(throws: VerbatimError.self) {
            _ = try Model(inputs: symbols, outputs: [made(symbols)]).declarations(inputs: wrong)
        }
        let line = error.description
        let key = type(of: made).typeName.prefix(1).lowercased() + type(of: made).typeName.dropFirst() + ".1"
        #expect(wrong.contains { $0.rank == 0 } || line.contains(key), "\(line)")
        #expect(error.received != nil && error.expected != nil, "\(line)")
        #expect(!line.contains("\n"))
    }

    @Test func mergesCombineInTheOrderOfTheirInputs() throws {
        // In f32 1 is lost beside 1e8, so the order of a sum shows.
        let (a, b, c) = ([1e8, 6] as [Float], [-1e8, 2] as [Float], [1, -5] as [Float])
        let cases: [(any Layer, [[Float]], [Float])] = [
            (Add(), [a, b, c], [1, 3]), (Add(), [a, c, b], [0, 3]), (Subtract(), [a, c], [1e8, 11]),
            (Multiply(), [a, b, c], [-1e16, -60]), (Average(), [a, b, c], [1 / 3, 1]),
            (Maximum(), [a, b, c], [1e8, 6]), (Minimum(), [a, b, c], [-1e8, -5]),
            (Concatenate(), [b, a], [-1e8, 2, 1e8, 6]),
        ]
        for (layer, inputs, expected) in cases {
            let symbols = inputs.map { _ in Input() }
            let model = Model(inputs: symbols, outputs: [layer(symbols)])
            let trainer = try model.compile(optimizer: .sgd, loss: .meanSquaredError, seed: 1)
            let result = try trainer.predict(inputs: inputs.map { Tensor(shape: [1, $0.count], $0) })[0]
            #expect(try result.array(of: Float.self) == expected, "\(type(of: layer))")
        }
    }

    @Test func optionsOutsideTheirRangesAreNamed() throws {
        let image = TensorType([1, 5, 5, 2], .f32)
        let flat = TensorType([2, 4], .f32)
        let cases: [(any Layer, TensorType, String)] = [
            (Dropout(1.5), flat, "1.5"), (Dense(0), flat, "0"), (Conv2D(4, kernelSize: 0), image, "window [0, 0]"),
            (Conv2D(3, kernelSize: 1, groups: 2), image, "2 groups"), (MaxPooling2D(6), image, "[1, 5, 5, 2]"),
            (ReLU(maxValue: -1), flat, "-1"), (Reshape([3, -1, -1]), flat, "[3, -1, -1]"),
            (BatchNormalization(axis: 0), flat, "axis 0"), (Softmax(axis: 3), flat, "axis 3"),
            (Embedding(0, 3), TensorType([2, 4], .i32), "0 by 3"), (Concatenate(axis: 0), flat, "axis 0"),
            (Concatenate(axis: 2), flat, "axis 2"), (Concatenate(axis: -2), flat, "axis -2"),
        ]
        for (layer, type, received) in cases {
            let error = try #require(throws: VerbatimError.self) {
                _ = try Sequential([layer]).declarations(inputs: [type])
            }
            #expect(error.received?.contains(received) == true, "\(error)")
        }
    }

    private func moved(
        _ values: [TensorValue], along directions: [TensorValue], by step: Double
    ) throws -> [TensorValue] {
        try zip(values, directions).map { value, direction in
            guard value.type.element.isFloat else { return value }
            return try (Tensor(value) + Tensor(direction) * step).value()
        }
    }
}

extension SampleGenerator {
    /// Whole numbers of a range.
    mutating func numbers(_ type: TensorType, in range: Range<Int>) -> TensorValue {
        let numbers = (0..<type.count).map { _ in Int32(int(range.lowerBound...range.upperBound - 1)) }
        return try! TensorValue(numbers, shape: type.shape)
    }

    /// Different numbers in [-1, 1], none of them near a round one.
    mutating func reals(_ type: TensorType) -> TensorValue {
        let numbers = (0..<type.count).map { _ in (Double(int(-5000...4999)) + 0.37) / 5000 }
        return try! Tensor(shape: type.shape, numbers).cast(to: type.element).value()
    }
}
