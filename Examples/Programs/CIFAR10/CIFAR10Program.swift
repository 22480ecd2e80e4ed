import Verbatim

/// The CNN of the seed program on CIFAR-10, with its test images for validation.
public struct CIFAR10Program: ExampleProgram {
    /// The name after `--dataset`.
    public let name: String = "cifar10"
    /// What it trains.
    public let summary: String = "a CNN on CIFAR-10's binary files"

    /// Makes the program.
    public init() {}

    /// The training and the test images of the folder that a user named.
    static func data(_ settings: ProgramSettings, for name: String) throws -> (training: CIFAR10, test: CIFAR10) {
        try settings.expect(of: name, draws: false, dataFolder: true)
        guard let folder = settings.dataFolder else {
            throw VerbatimError(
                .configuration, "\(name) needs CIFAR-10, which is not embedded", received: "no folder",
                expected: "--data DIR", remedy: "name the folder of data_batch_1.bin and test_batch.bin")
        }
        return (try CIFAR10.training(folder: folder), try CIFAR10.test(folder: folder))
    }

    private static var recipe: ProgramRecipe {
        ProgramRecipe(
            model: Keras12724Program.model(), optimizer: .adam(learningRate: 1e-3), loss: .categoricalCrossentropy,
            metrics: [.categoricalAccuracy])
    }

    /// What can be changed in it.
    public var changes: [ProgramChange] { Self.recipe.changes }

    /// The program as a configuration.
    public var configured: ConfiguredProgram? {
        ConfiguredProgram(
            name: name, recipe: Self.recipe, data: DataDescription(dataset: name), epochs: 5, batchSize: 32, seed: 999)
    }

    private func trainer(_ settings: ProgramSettings) throws -> Trainer {
        try Self.recipe.trainer(settings, seed: settings.seed ?? 999)
    }

    /// The trainer and a batch of zeros.
    public func step(_ settings: ProgramSettings) throws -> (trainer: Trainer, batch: Batch) {
        let size = settings.batchSize ?? 32
        return (try trainer(settings), try Batch(.zeros([size, 32, 32, 3]), .zeros([size, 10])))
    }

    /// Trains on the folder's training files and validates on its test file.
    public func run(_ settings: ProgramSettings, _ report: @escaping (ProgramEvent) -> Void) throws -> ProgramResult {
        let (training, test) = try Self.data(settings, for: name)
        return try trainer(settings).fit(
            training.images, training.labels, epochs: settings.epochs ?? 5, batchSize: settings.batchSize ?? 32,
            validationData: (test.images, test.labels), settings: settings, report)
    }
}
