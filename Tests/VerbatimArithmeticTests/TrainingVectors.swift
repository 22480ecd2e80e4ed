import Verbatim

/// The test vectors of training, computed afresh by an executor: the text of the file in `Vectors`.
///
/// docs/Arithmetic.md, "Test vectors", says how cases are described and what numbers they run on.
struct TrainingVectors: VectorWriter {
    let executor: any Executor

    /// The whole file.
    func text() throws -> String {
        Self.file([
            ("derivatives", try derivatives()), ("losses", try losses()), ("optimizers", try optimizers()),
            ("training", try Self.networks.map(training)), ("fit", try [Self.networks[0], Self.networks[2]].map(fit)),
        ])
    }

    private static func bits(_ tensor: Tensor) throws -> [String] { try tensor.array(of: Float.self).map { hex($0) } }

    // MARK: Derivatives

    private static let unary: [(String, @Sendable (Tensor) -> Tensor)] = [
        ("abs", { abs($0) }), ("acos", { acos($0) }), ("acosh", { acosh($0) }), ("asin", { asin($0) }),
        ("asinh", { asinh($0) }), ("atan", { atan($0) }), ("atanh", { atanh($0) }), ("cbrt", { cbrt($0) }),
        ("cos", { cos($0) }), ("cosh", { cosh($0) }), ("erf", { erf($0) }), ("erfc", { erfc($0) }),
        ("erfInverse", { erfInv($0) }), ("exp", { exp($0) }), ("expm1", { expm1($0) }), ("log", { log($0) }),
        ("log1p", { log1p($0) }), ("relu", { relu($0) }), ("rsqrt", { rsqrt($0) }), ("sigmoid", { sigmoid($0) }),
        ("sin", { sin($0) }), ("sinh", { sinh($0) }), ("sqrt", { sqrt($0) }), ("square", { square($0) }),
        ("tan", { tan($0) }), ("tanh", { tanh($0) }),
    ]

    private static let binary: [(String, @Sendable (Tensor, Tensor) -> Tensor)] = [
        ("add", { $0 + $1 }), ("subtract", { $0 - $1 }), ("multiply", { $0 * $1 }), ("divide", { $0 / $1 }),
        ("maximum", { maximum($0, $1) }), ("minimum", { minimum($0, $1) }), ("pow", { pow($0, $1) }),
        ("remainder", { $0 % $1 }), ("atan2", { atan2($0, $1) }),
    ]

    private func derivatives() throws -> [String] {
        var random = Philox4x32Generator(seed: 400)
        func numbers(_ given: [Float]) -> Tensor {
            Tensor(given + (0..<8).map { _ in Float(Int32(truncatingIfNeeded: random.next())) * 0x1p-29 })
        }
        func object(_ name: String, _ columns: [Tensor]) throws -> String {
            let columns = try columns.map(Self.bits)
            let rows = columns[0].indices.map { row in Self.list(columns.map { $0[row] }) }
            return Self.object([("name", "\"\(name)\""), ("f32", Self.list(rows))])
        }
        let one = try Self.unary.map { name, function in
            let (x, g) = (numbers([0, -0.0, 0.25, -0.75, 1.5, 3]), numbers([1, 1, -2, 0.5, 3, -0.0]))
            // The cotangent of the function's values is g itself.
            let gradient = try gradient(at: x, executor: executor) { (function($0) * g).sum() }
            return try object(name, [x, g, gradient])
        }
        let two = try Self.binary.map { name, function in
            let (a, b) = (numbers([1, -2, 3, 0.5, -1.5]), numbers([1, 2, 0.25, -3, -1.5]))
            let g = numbers([1, -2, 3, 0.5, -0.0])
            let (left, right) = try gradient(at: a, b, executor: executor) { (function($0, $1) * g).sum() }
            return try object(name, [a, b, g, left, right])
        }
        return one + two
    }

    // MARK: Losses

    private static let losses: [(String, any Loss)] = [
        (#"{"loss": "categoricalCrossentropy"}"#, .categoricalCrossentropy),
        (
            #"{"loss": "categoricalCrossentropy", "labelSmoothing": 0.1}"#,
            .categoricalCrossentropy(labelSmoothing: 0.1)
        ),
        (#"{"loss": "categoricalCrossentropy", "fromLogits": true}"#, .categoricalCrossentropy(fromLogits: true)),
        (#"{"loss": "binaryCrossentropy"}"#, .binaryCrossentropy),
        (
            #"{"loss": "binaryCrossentropy", "fromLogits": true, "labelSmoothing": 0.1}"#,
            .binaryCrossentropy(fromLogits: true, labelSmoothing: 0.1)
        ),
        (#"{"loss": "meanSquaredError"}"#, .meanSquaredError),
        (#"{"loss": "meanAbsoluteError"}"#, .meanAbsoluteError),
        (#"{"loss": "meanAbsolutePercentageError"}"#, .meanAbsolutePercentageError),
        (#"{"loss": "hinge"}"#, .hinge), (#"{"loss": "hinge", "labels": "asGiven"}"#, Hinge.keras2),
        (#"{"loss": "squaredHinge"}"#, .squaredHinge), (#"{"loss": "categoricalHinge"}"#, .categoricalHinge),
    ]

    private func losses() throws -> [String] {
        let (samples, outputs) = (21, 5)
        return try Self.losses.enumerated().map { number, entry in
            let (text, loss) = entry
            let words = RandomStream(seed: 1, name: "losses.\(number)").words(count: 2 * samples * outputs)
            let p = words[..<(samples * outputs)].map { RandomStream.uniform($0) * 1.25 - 0.125 }
            let y = words[(samples * outputs)...].map { Float($0 & 1) }
            let run = compiled(executor: executor, sampleDimensions: [0, 0]) {
                (predictions: Tensor, labels: Tensor) -> (Tensor, Tensor, Tensor) in
                let (value, gradient) = try valueAndGradient(at: predictions) {
                    loss.mean(labels: labels, predictions: $0)
                }
                return (value, loss(labels: labels, predictions: predictions), gradient)
            }
            let shape = [samples, outputs]
            let (value, values, gradient) = try run(Tensor(shape: shape, p), Tensor(shape: shape, y))
            return Self.object([
                ("loss", text), ("stream", "\"losses.\(number)\""), ("samples", "\(samples)"),
                ("outputs", "\(outputs)"), ("value", try Self.bits(value)[0]),
                ("values", Self.list(try Self.bits(values))), ("gradient", Self.list(try Self.bits(gradient))),
            ])
        }
    }

    // MARK: Optimizers

    private static let optimizers: [(String, any Optimizer)] = [
        (#"{"optimizer": "sgd", "learningRate": 0.05}"#, .sgd(learningRate: 0.05)),
        (
            #"{"optimizer": "sgd", "learningRate": 0.05, "momentum": 0.9}"#, .sgd(learningRate: 0.05, momentum: 0.9)
        ),
        (
            #"{"optimizer": "sgd", "keras2": true, "learningRate": 0.05, "momentum": 0.9, "nesterov": true, "#
                + #""decay": 0.01, "iterationsOffset": 1}"#,
            SGD.keras2(learningRate: 0.05, momentum: 0.9, decay: 0.01, nesterov: true, iterationsOffset: 1)
        ),
        (
            #"{"optimizer": "rmsprop", "learningRate": 0.01, "rho": 0.9, "epsilon": 1e-7}"#,
            .rmsprop(learningRate: 0.01)
        ),
        (
            #"{"optimizer": "rmsprop", "learningRate": 0.01, "rho": 0.8, "epsilon": 1e-5, "momentum": 0.7, "#
                + #""centered": true}"#,
            .rmsprop(learningRate: 0.01, rho: 0.8, momentum: 0.7, epsilon: 1e-5, centered: true)
        ),
        (
            #"{"optimizer": "rmsprop", "keras2": true, "learningRate": 0.01, "rho": 0.9, "epsilon": 1e-7, "#
                + #""decay": 0.03}"#,
            RMSprop.keras2(learningRate: 0.01, decay: 0.03)
        ),
        (
            #"{"optimizer": "adam", "learningRate": 0.01, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-7}"#,
            .adam(learningRate: 0.01)
        ),
        (
            #"{"optimizer": "adam", "learningRate": 0.01, "beta1": 0.8, "beta2": 0.7, "epsilon": 1e-3, "#
                + #""amsgrad": true}"#,
            .adam(learningRate: 0.01, beta1: 0.8, beta2: 0.7, epsilon: 1e-3, amsgrad: true)
        ),
        (
            #"{"optimizer": "adam", "keras2": true, "learningRate": 0.01, "beta1": 0.9, "beta2": 0.999, "#
                + #""epsilon": 1e-7, "decay": 0.03, "amsgrad": true, "iterationsOffset": 1}"#,
            Adam.keras2(learningRate: 0.01, decay: 0.03, amsgrad: true, iterationsOffset: 1)
        ),
    ]

    private func optimizers() throws -> [String] {
        let (count, steps) = (6, 4)
        return try Self.optimizers.enumerated().map { number, entry in
            let (text, optimizer) = entry
            let words = RandomStream(seed: 1, name: "optimizers.\(number)").words(count: (1 + steps) * count)
            let x = words.map { Float(Int32(bitPattern: $0)) * 0x1p-32 }
            let run = compiled(executor: executor) { (state: [Tensor], g: Tensor, iterations: Tensor) -> [Tensor] in
                let (parameter, slots) = optimizer(
                    gradient: g, parameter: state[0], slots: Array(state[1...]), iterations: iterations)
                return [parameter] + slots
            }
            var state = [Tensor(Array(x[..<count]))] + optimizer.slotNames.map { _ in Tensor.zeros([count]) }
            for step in 0..<steps {
                let g = Tensor(Array(x[((1 + step) * count)..<((2 + step) * count)]))
                state = try run(state, g, Tensor(Int64(step)))
            }
            let slots = try zip(optimizer.slotNames, state[1...]).map {
                Self.list(["\"\($0)\"", Self.list(try Self.bits($1))])
            }
            return Self.object([
                ("optimizer", text), ("stream", "\"optimizers.\(number)\""), ("count", "\(count)"),
                ("steps", "\(steps)"), ("parameter", Self.list(try Self.bits(state[0]))), ("slots", Self.list(slots)),
            ])
        }
    }

    // MARK: Training

    /// A network with what it is trained by, and how the file describes it.
    private struct Network: Sendable {
        let seed: Int
        let samples: Int
        let input: [Int]
        /// The rows of the embedding that reads the input; nil for numbers.
        var rows: Int?
        let outputs: Int
        let layers: [(String, any Layer)]
        let loss: (String, any Loss)
        let optimizer: (String, any Optimizer)
        var classNumbers = false

        var description: [(String, String)] {
            [
                ("seed", "\(seed)"), ("samples", "\(samples)"), ("input", TrainingVectors.list(input.map { "\($0)" })),
                ("outputs", "\(outputs)"), ("layers", TrainingVectors.list(layers.map(\.0))), ("loss", loss.0),
                ("optimizer", optimizer.0),
            ]
        }

        func trainer(_ executor: any Executor, metrics: [any Metric] = []) throws -> Trainer {
            let model = Sequential {
                Input(shape: input, elementType: rows == nil ? .f32 : .i32)
                for (_, layer) in layers { layer }
            }
            return try model.compile(
                optimizer: optimizer.1, loss: loss.1, metrics: metrics, seed: seed, executor: executor)
        }

        /// The inputs and labels of a step.
        func batch(step: Int) -> (x: Tensor, y: Tensor) {
            func words(_ name: String, _ count: Int) -> [UInt32] {
                let stream = RandomStream(seed: seed, name)
                return (0..<samples).flatMap { stream.words(count: count, position: $0, step: UInt64(step)) }
            }
            func number(_ word: UInt32, below bound: Int) -> Int32 { Int32((UInt64(word) * UInt64(bound)) >> 32) }
            let inputs = words("x", input.reduce(1, *))
            let shape = [samples] + input
            let x =
                rows.map { rows in Tensor(shape: shape, inputs.map { number($0, below: rows) }) }
                ?? Tensor(shape: shape, inputs.map { Float(Int32(bitPattern: $0)) * 0x1p-30 })
            let labels = words("y", outputs)
            if loss.1 is MeanSquaredError {
                return (x, Tensor(shape: [samples, outputs], labels.map(RandomStream.uniform)))
            }
            let classes = Tensor(
                stride(from: 0, to: labels.count, by: outputs).map { number(labels[$0], below: outputs) })
            return (x, classNumbers ? classes : oneHot(classes, classes: outputs))
        }
    }

    private static let networks: [Network] = [
        Network(
            seed: 7, samples: 21, input: [8], outputs: 4,
            layers: [
                (#"{"layer": "dense", "units": 16, "activation": "relu"}"#, Dense(16, activation: .relu)),
                (#"{"layer": "dropout", "rate": 0.25}"#, Dropout(0.25)),
                (#"{"layer": "dense", "units": 4, "activation": "softmax"}"#, Dense(4, activation: .softmax)),
            ],
            loss: losses[0], optimizer: optimizers[6]),
        Network(
            seed: -3, samples: 70, input: [3], rows: 10, outputs: 5,
            layers: [
                (#"{"layer": "embedding", "rows": 10, "columns": 4}"#, Embedding(10, 4)),
                (#"{"layer": "dense", "units": 6, "activation": "tanh"}"#, Dense(6, activation: .tanh)),
                (#"{"layer": "flatten"}"#, Flatten()),
                (#"{"layer": "dense", "units": 5, "activation": "sigmoid"}"#, Dense(5, activation: .sigmoid)),
            ],
            loss: losses[5],
            optimizer: (
                #"{"optimizer": "sgd", "learningRate": 0.1, "momentum": 0.9, "nesterov": true}"#,
                .sgd(learningRate: 0.1, momentum: 0.9, nesterov: true)
            )),
        Network(
            seed: 12, samples: 11, input: [8, 8, 2], outputs: 3,
            layers: [
                (
                    #"{"layer": "conv2D", "filters": 4, "kernel": [3, 3], "dilations": [1, 2], "padding": "same", "#
                        + #""activation": "relu"}"#,
                    Conv2D(4, kernelSize: 3, padding: .same, dilationRate: [1, 2], activation: .relu)
                ),
                (#"{"layer": "batchNormalization"}"#, BatchNormalization()),
                (
                    #"{"layer": "maxPooling2D", "window": [3, 3], "strides": [2, 2], "padding": "same"}"#,
                    MaxPooling2D(3, strides: 2, padding: .same)
                ),
                (#"{"layer": "averagePooling2D", "window": [1, 2]}"#, AveragePooling2D([1, 2])),
                (#"{"layer": "dropout", "rate": 0.3}"#, Dropout(0.3)),
                (
                    #"{"layer": "conv2D", "filters": 6, "kernel": [3, 2], "strides": [2, 1], "groups": 2, "#
                        + #""padding": "same", "activation": "tanh"}"#,
                    Conv2D(6, kernelSize: [3, 2], strides: [2, 1], padding: .same, groups: 2, activation: .tanh)
                ),
                (
                    #"{"layer": "averagePooling2D", "window": [2, 2], "strides": [1, 1], "padding": "same"}"#,
                    AveragePooling2D(2, strides: 1, padding: .same)
                ),
                (#"{"layer": "flatten"}"#, Flatten()), (#"{"layer": "dense", "units": 3}"#, Dense(3)),
            ],
            loss: (
                #"{"loss": "sparseCategoricalCrossentropy", "fromLogits": true}"#,
                .sparseCategoricalCrossentropy(fromLogits: true)
            ), optimizer: optimizers[5], classNumbers: true),
    ]

    private func training(_ network: Network) throws -> String {
        let trainer = try network.trainer(executor)
        let initial = try trainer.digest
        let losses = try (0..<2).map { step in
            let (x, y) = network.batch(step: step)
            return try trainer.trainOnBatch(x, y)[0]
        }
        return Self.object(
            network.description + [
                ("initial", "\"\(initial)\""), ("losses", Self.list(losses.map { Self.hex($0) })),
                ("digest", "\"\(try trainer.digest)\""),
            ])
    }

    private func fit(_ network: Network) throws -> String {
        let (epochs, batch, validationSplit) = (2, 8, 0.15)
        let accuracy: any Metric = network.classNumbers ? .sparseCategoricalAccuracy : .categoricalAccuracy
        let trainer = try network.trainer(executor, metrics: [accuracy])
        let (x, y) = network.batch(step: 0)
        let history = try trainer.fit(x, y, epochs: epochs, batchSize: batch, validationSplit: validationSplit)
        let logs = history.epochs.map { entries in Self.list(entries.map { Self.hex($0.value) }) }
        return Self.object(
            network.description + [
                ("batch", "\(batch)"), ("validationSplit", "\(validationSplit)"), ("epochs", Self.list(logs)),
                ("digest", "\"\(history.digest)\""),
            ])
    }
}
