import Verbatim

/// The program of keras-team/keras#12724: a CNN with three dropouts, RMSprop with decay, two batches of ones.
public struct Keras12724Program: ExampleProgram {
    /// The name after `--example`.
    public let name: String = "keras-12724"
    /// What it trains.
    public let summary: String = "the CNN of keras-team/keras#12724 on 64 constant images"

    /// Makes the program.
    public init() {}

    /// The network, with or without the Dropout before its last layer.
    public static func model(finalDropout: Bool = true) -> Model {
        Sequential {
            Conv2D(32, kernelSize: 3, padding: .same, activation: .relu)
            Conv2D(32, kernelSize: 3, activation: .relu)
            MaxPooling2D()
            Dropout(0.25)
            Conv2D(64, kernelSize: 3, padding: .same, activation: .relu)
            Conv2D(64, kernelSize: 3, activation: .relu)
            MaxPooling2D()
            Dropout(0.25)
            Flatten()
            Dense(512, activation: .relu)
            if finalDropout { Dropout(0.5) }
            Dense(10, activation: .softmax)
        }
    }

    /// 64 images of ones over 255, all of class 0.
    public static func data() -> (images: Tensor, labels: Tensor) {
        let images = Tensor(shape: [64, 32, 32, 3], [Float](repeating: 1 / 255, count: 64 * 32 * 32 * 3))
        let labels = Tensor(shape: [64, 10], (0..<640).map { $0 % 10 == 0 ? Float(1) : 0 })
        return (images, labels)
    }

    /// The program as a configuration.
    public var configured: ConfiguredProgram? {
        ConfiguredProgram(
            name: name, recipe: Self.recipe, data: DataDescription(dataset: name), epochs: 1, batchSize: 32, seed: 999,
            shuffle: false)
    }

    private func trainer(_ settings: ProgramSettings, seed: Int) throws -> Trainer {
        guard settings.draws != .tensorFlow1 || UInt32(exactly: seed) != nil else {
            throw VerbatimError(
                .configuration, "NumPy takes seeds of 32 bits", received: "\(seed)", expected: "0 to \(UInt32.max)",
                remedy: "give another seed, or --draws verbatim")
        }
        return try Self.recipe.trainer(
            settings, seed: seed, draws: settings.draws == .tensorFlow1 ? TensorFlowOneSource(seed: seed) : KeyedDraws()
        )
    }

    private static var recipe: ProgramRecipe {
        ProgramRecipe(
            model: model(), optimizer: RMSprop.keras2(learningRate: 1e-4, decay: 1e-6), loss: .categoricalCrossentropy,
            metrics: [.categoricalAccuracy, .categoricalAccuracy])
    }

    /// What can be changed in it.
    public var changes: [ProgramChange] { Self.recipe.changes }

    /// The trainer and the first batch.
    public func step(_ settings: ProgramSettings) throws -> (trainer: Trainer, batch: Batch) {
        let (images, labels) = Self.data()
        let size = min(64, settings.batchSize ?? 32)
        return (
            try trainer(settings, seed: settings.seed ?? 999), try Batch(images[0..<size], labels[0..<size])
        )
    }

    /// Trains on the batches in turn and prints `[loss, metric, metric]` of each step as the original prints it.
    public func run(_ settings: ProgramSettings, _ report: @escaping (ProgramEvent) -> Void) throws -> ProgramResult {
        try settings.expect(of: name, draws: true, dataFolder: false)
        let seed = settings.seed ?? 999
        let (images, labels) = Self.data()
        let batchSize = settings.batchSize ?? 32
        guard 64 % batchSize == 0 else {
            throw VerbatimError(
                .configuration, "the program's 64 samples are split in equal batches", received: "\(batchSize)",
                expected: "a divisor of 64")
        }
        let trainer = try trainer(settings, seed: seed)
        let perEpoch = 64 / batchSize
        let steps = settings.steps ?? (settings.epochs ?? 1) * perEpoch
        let losses = StepLosses(limit: steps) { values in
            report(.line("[" + values.map(\.description).joined(separator: ", ") + "]"))
        }
        try trainer.fit(
            images, labels, epochs: (steps + perEpoch - 1) / perEpoch, batchSize: batchSize, shuffle: false,
            callbacks: [losses], run: settings.run, resume: settings.resume)
        return ProgramResult(
            seed: seed, losses: losses.losses,
            results: zip(trainer.metricNames, losses.last).map { (name: $0, value: Double($1)) },
            digest: try trainer.digest)
    }
}
