import Verbatim

/// A functional model of two inputs and two outputs: a digit's upper and lower half tell its class, and whether it is even.
public struct TwoInputsProgram: ExampleProgram {
    /// The name after `--example`.
    public let name: String = "two-inputs"
    /// What it trains.
    public let summary: String = "class and evenness of the embedded digits from their two halves"

    /// Makes the program.
    public init() {}

    /// The network.
    public static func model() -> Model {
        let (upper, lower) = (Input(shape: [4, 8, 1], name: "upper"), Input(shape: [4, 8, 1], name: "lower"))
        func half(_ x: SymbolicTensor) -> SymbolicTensor {
            Flatten()(Conv2D(16, kernelSize: 3, padding: .same, activation: .relu)(x))
        }
        let x = Dense(64, activation: .relu)(Concatenate()([half(upper), half(lower)]))
        return Model(
            inputs: [upper, lower],
            outputs: [Dense(10, activation: .softmax)(x), Dense(1, activation: .sigmoid)(Dropout(0.25)(x))])
    }

    /// Nothing: it has a loss for each output.
    public var changes: [ProgramChange] { [] }

    /// None: its data is made by the program.
    public var configured: ConfiguredProgram? { nil }

    private func trainer(_ settings: ProgramSettings) throws -> Trainer {
        guard settings.changes.isEmpty else {
            throw VerbatimError(
                .configuration, "\(name) has nothing to change",
                received: settings.changes.map(\.description).joined(separator: ", "), expected: "no change")
        }
        return try Self.model().compile(
            optimizer: .adam(learningRate: 2e-3), losses: [.categoricalCrossentropy, .binaryCrossentropy],
            lossWeights: [1, 0.5], seed: settings.seed ?? 999, executor: settings.executor,
            microBatches: settings.microBatches, remat: settings.remat)
    }

    /// The trainer and a batch of zeros.
    public func step(_ settings: ProgramSettings) throws -> (trainer: Trainer, batch: Batch) {
        let size = settings.batchSize ?? 32
        let half = Tensor.zeros([size, 4, 8, 1])
        return (try trainer(settings), try Batch([half, half], [.zeros([size, 10]), .zeros([size, 1])]))
    }

    /// Trains on the halves of the embedded digits and validates on the last tenth.
    public func run(_ settings: ProgramSettings, _ report: @escaping (ProgramEvent) -> Void) throws -> ProgramResult {
        try settings.expect(of: name, draws: false, dataFolder: false)
        let (images, labels) = Digits.load()
        let even = Tensor((0..<10).map { $0 % 2 == 0 ? Float(1) : 0 }).reshaped([10, 1])
        return try trainer(settings).fit(
            [images[0..., 0..<4], images[0..., 4..<8]], [labels, matmul(labels, even)], epochs: settings.epochs ?? 30,
            batchSize: settings.batchSize ?? 32, validationSplit: 0.1, settings: settings, report)
    }
}
