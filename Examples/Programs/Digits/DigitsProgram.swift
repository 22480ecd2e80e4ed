import Verbatim

/// The main job: a small CNN on the embedded digits.
public struct DigitsProgram: ExampleProgram {
    /// The name after `--example` and `--dataset`.
    public let name: String = "digits"
    /// What it trains.
    public let summary: String = "a small CNN on 1,797 embedded handwritten digits"

    /// Makes the program.
    public init() {}

    /// The network.
    public static func model() -> Model {
        Sequential {
            Input(shape: [8, 8, 1])
            Conv2D(16, kernelSize: 3, padding: .same, activation: .relu)
            Conv2D(32, kernelSize: 3, padding: .same, activation: .relu)
            MaxPooling2D()
            Dropout(0.25)
            Flatten()
            Dense(64, activation: .relu)
            Dropout(0.5)
            Dense(10, activation: .softmax)
        }
    }

    private static var recipe: ProgramRecipe {
        ProgramRecipe(
            model: model(), optimizer: .adam(learningRate: 2e-3), loss: .categoricalCrossentropy,
            metrics: [.categoricalAccuracy])
    }

    /// What can be changed in it.
    public var changes: [ProgramChange] { Self.recipe.changes }

    /// The program as a configuration.
    public var configured: ConfiguredProgram? {
        ConfiguredProgram(
            name: name, recipe: Self.recipe, data: DataDescription(dataset: name), epochs: 30, batchSize: 32, seed: 999)
    }

    private func trainer(_ settings: ProgramSettings) throws -> Trainer {
        try Self.recipe.trainer(settings, seed: settings.seed ?? 999)
    }

    /// The trainer and a batch of zeros.
    public func step(_ settings: ProgramSettings) throws -> (trainer: Trainer, batch: Batch) {
        let size = settings.batchSize ?? 32
        return (try trainer(settings), try Batch(.zeros([size, 8, 8, 1]), .zeros([size, 10])))
    }

    /// Trains on nine of ten images and validates on every tenth, since the file's writers change along it.
    public func run(_ settings: ProgramSettings, _ report: @escaping (ProgramEvent) -> Void) throws -> ProgramResult {
        try settings.expect(of: name, draws: false, dataFolder: false)
        let training = Digits.load { $0 % 10 != 9 }
        let validation = Digits.load { $0 % 10 == 9 }
        return try trainer(settings).fit(
            training.images, training.labels, epochs: settings.epochs ?? 30, batchSize: settings.batchSize ?? 32,
            validationData: (validation.images, validation.labels), settings: settings, report)
    }
}
