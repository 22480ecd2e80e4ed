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

    private func trainer(_ settings: ProgramSettings, seed: Int) throws -> Trainer {
        guard settings.draws != .tensorFlow1 || UInt32(exactly: seed) != nil else {
            throw VerbatimError(
                .configuration, "NumPy takes seeds of 32 bits", received: "\(seed)", expected: "0 to \(UInt32.max)",
                remedy: "give another seed, or --draws verbatim")
        }
        return try Self.model().compile(
            optimizer: RMSprop.keras2(learningRate: 1e-4, decay: 1e-6), loss: .categoricalCrossentropy,
            metrics: [.categoricalAccuracy, .categoricalAccuracy], seed: seed,
            draws: settings.draws == .tensorFlow1 ? TensorFlowOneSource(seed: seed) : KeyedDraws(),
            executor: settings.executor)
    }

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
        guard settings.run == nil else {
            throw VerbatimError(
                .unsupported, "\(name) steps through its batches by itself", received: "a run directory",
                expected: "a program that calls fit")
        }
        guard 64 % batchSize == 0 else {
            throw VerbatimError(
                .configuration, "the program's 64 samples are split in equal batches", received: "\(batchSize)",
                expected: "a divisor of 64")
        }
        let trainer = try trainer(settings, seed: seed)
        let steps = settings.steps ?? (settings.epochs ?? 1) * (64 / batchSize)
        var losses: [Float] = []
        var last: [Float] = []
        for step in 0..<steps {
            let start = step * batchSize % 64
            let rows = start..<start + batchSize
            last = try trainer.trainOnBatch(images[rows], labels[rows])
            losses.append(last[0])
            report(.line("[" + last.map(\.description).joined(separator: ", ") + "]"))
        }
        return ProgramResult(
            seed: seed, losses: losses,
            results: zip(trainer.metricNames, last).map { (name: $0, value: Double($1)) }, digest: try trainer.digest)
    }
}
