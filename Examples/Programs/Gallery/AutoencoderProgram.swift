import Verbatim

/// An autoencoder: the digits' 64 pixels through 8 numbers and back.
public struct AutoencoderProgram: ExampleProgram {
    /// The name after `--example`.
    public let name: String = "autoencoder"
    /// What it trains.
    public let summary: String = "the embedded digits through 8 numbers and back"

    /// Makes the program.
    public init() {}

    /// The network.
    public static func model() -> Model {
        Sequential {
            Input(shape: [64])
            Dense(32, activation: .relu)
            Dense(8)
            Dense(32, activation: .relu)
            Dense(64, activation: .sigmoid)
        }
    }

    private static var recipe: ProgramRecipe {
        ProgramRecipe(
            model: model(), optimizer: .adam(learningRate: 2e-3), loss: .binaryCrossentropy,
            metrics: [.meanSquaredError])
    }

    /// What can be changed in it.
    public var changes: [ProgramChange] { Self.recipe.changes }

    /// None: its data is made by the program.
    public var configured: ConfiguredProgram? { nil }

    private func trainer(_ settings: ProgramSettings) throws -> Trainer {
        try Self.recipe.trainer(settings, seed: settings.seed ?? 999)
    }

    /// The trainer and a batch of zeros.
    public func step(_ settings: ProgramSettings) throws -> (trainer: Trainer, batch: Batch) {
        let zeros = Tensor.zeros([settings.batchSize ?? 32, 64])
        return (try trainer(settings), try Batch(zeros, zeros))
    }

    /// Trains on nine of ten images and validates on every tenth.
    public func run(_ settings: ProgramSettings, _ report: @escaping (ProgramEvent) -> Void) throws -> ProgramResult {
        try settings.expect(of: name, draws: false, dataFolder: false)
        func pixels(_ isIncluded: (Int) -> Bool) -> Tensor {
            let images = Digits.load(where: isIncluded).images
            return images.reshaped([images.shape[0], 64])
        }
        let (training, validation) = (pixels { $0 % 10 != 9 }, pixels { $0 % 10 == 9 })
        return try trainer(settings).fit(
            training, training, epochs: settings.epochs ?? 30, batchSize: settings.batchSize ?? 32,
            validationData: (validation, validation), settings: settings, report)
    }
}
