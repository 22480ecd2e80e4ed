import Verbatim

/// Models and how they are put together.
extension Translated {
    static func sequential(_ x: Tensor, _ y: Tensor) throws -> (Trainer, History, [Float], Tensor) {
        // FromKeras.md: sequential
        let model = Sequential {
            Input(shape: [8, 8, 1])
            Conv2D(8, kernelSize: 3, activation: .relu)
            MaxPooling2D()
            Flatten()
            Dropout(0.25)
            Dense(10, activation: .softmax)
        }
        let trainer = try model.compile(
            optimizer: .adam(learningRate: 1e-3), loss: .sparseCategoricalCrossentropy,
            metrics: [.sparseCategoricalAccuracy], seed: 1)
        let history = try trainer.fit(x, y, epochs: 3, batchSize: 32, validationSplit: 0.1)
        let scores = try trainer.evaluate(x, y)
        let classes = try trainer.predict(x).argMax(axis: -1)
        // end
        return (trainer, history, scores, classes)
    }

    static func functional(_ x: Tensor, _ y: Tensor) throws -> (Trainer, String) {
        // FromKeras.md: functional
        let input = Input(shape: [16])
        let hidden = Dense(16, activation: .relu)(input)
        let sum = Add()(input, hidden)
        let output = Dense(1)(LayerNormalization()(sum))
        let model = Model(inputs: [input], outputs: [output], name: "residual")
        let trainer = try model.compile(optimizer: .rmsprop, loss: .meanSquaredError, seed: 1)
        try trainer.fit(x, y, epochs: 5)
        let summary = try trainer.summary()
        // end
        return (trainer, summary)
    }

    static func siamese(_ left: Tensor, _ right: Tensor, _ same: Tensor) throws -> Trainer {
        // FromKeras.md: siamese
        let branch = Sequential {
            Dense(32, activation: .relu)
            Dense(16)
        }
        let a = Input(shape: [8])
        let b = Input(shape: [8])
        let distance = Lambda("distance") { (inputs: [Tensor]) in [abs(inputs[0] - inputs[1])] }
        let output = Dense(1, activation: .sigmoid)(distance(branch(a), branch(b)))
        let model = Model(inputs: [a, b], outputs: [output])
        let trainer = try model.compile(
            optimizer: .adam(learningRate: 1e-2), loss: .binaryCrossentropy, metrics: [.binaryAccuracy], seed: 1)
        try trainer.fit(inputs: [left, right], targets: [same], epochs: 10)
        // end
        return trainer
    }

    static func twoInputsAndOutputs(
        _ titles: Tensor, _ tags: Tensor, _ priorities: Tensor, _ departments: Tensor
    ) throws -> (Trainer, History) {
        // FromKeras.md: two inputs and outputs
        let title = Input(shape: [12], elementType: .i32)
        let tag = Input(shape: [5])
        let words = GlobalAveragePooling1D()(Embedding(50, 8)(title))
        let both = Concatenate()(words, tag)
        let priority = Dense(1, activation: .sigmoid, name: "priority")(both)
        let department = Dense(4, activation: .softmax, name: "department")(both)
        let model = Model(inputs: [title, tag], outputs: [priority, department])
        let trainer = try model.compile(
            optimizer: .adam(learningRate: 1e-2), losses: [.binaryCrossentropy, .sparseCategoricalCrossentropy],
            lossWeights: [1, 0.2], outputMetrics: [[.binaryAccuracy], [.sparseCategoricalAccuracy]], seed: 1)
        let history = try trainer.fit(
            inputs: [titles, tags], targets: [priorities, departments], epochs: 4, batchSize: 16)
        // end
        return (trainer, history)
    }

    /// - Parameter pretrained: A trainer whose model was made of these symbols.
    static func transfer(
        _ pretrained: Trainer, _ image: SymbolicTensor, _ features: SymbolicTensor, _ x: Tensor, _ y: Tensor
    ) throws -> (frozen: Trainer, freed: Trainer) {
        // FromKeras.md: frozen transfer
        let base = try pretrained.submodel(inputs: [image], outputs: [features])
        let input = Input(shape: [8, 8, 1])
        let output = Dense(3, activation: .softmax)(base(input))
        let model = Model(inputs: [input], outputs: [output])

        // The head alone; a frozen BatchNormalization uses its moving statistics.
        let head = try model.freezing([base]).compile(
            optimizer: .adam(learningRate: 1e-2), loss: .sparseCategoricalCrossentropy, seed: 1)
        try head.fit(x, y, epochs: 3)

        // Then all of it, from where that ended.
        let whole = try head.model.freezing([]).compile(
            optimizer: .adam(learningRate: 1e-4), loss: .sparseCategoricalCrossentropy, seed: 1)
        try whole.fit(x, y, epochs: 1)
        // end
        return (head, whole)
    }
}
