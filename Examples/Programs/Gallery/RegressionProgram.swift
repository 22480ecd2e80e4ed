import Verbatim

/// Regression on a table: Friedman's first benchmark function of five of ten columns, with noise.
///
/// `y = 10 sin(pi x0 x1) + 20 (x2 - 1/2)^2 + 10 x3 + 5 x4 + noise` (Friedman, 1991); the rows are keyed draws.
public struct RegressionProgram: ExampleProgram {
    /// The name after `--example`.
    public let name: String = "regression"
    /// What it trains.
    public let summary: String = "a network on a table of 2,000 rows, Friedman's first function"

    /// Makes the program.
    public init() {}

    /// The network.
    public static func model() -> Model {
        Sequential {
            Input(shape: [10])
            Dense(64, activation: .relu)
            Dense(64, activation: .relu)
            Dense(1)
        }
    }

    /// Rows of ten numbers from 0 to 1, and their values `[rows, 1]`.
    public static func data(rows: Int, seed: Int) -> (x: Tensor, y: Tensor) {
        let x = Tensor.randomUniform([rows, 10], stream: RandomStream(seed: seed, "rows"))
        let noise = Tensor.randomNormal([rows, 1], stream: RandomStream(seed: seed, "noise"))
        func column(_ index: Int) -> Tensor { x[0..., index..<index + 1] }
        let centred = column(2) - 0.5
        let wave = sin(Float.pi * column(0) * column(1)) * 10
        return (x, wave + centred * centred * 20 + column(3) * 10 + column(4) * 5 + noise)
    }

    private static var recipe: ProgramRecipe {
        ProgramRecipe(
            model: model(), optimizer: .adam(learningRate: 1e-2), loss: .meanSquaredError,
            metrics: [.meanAbsoluteError])
    }

    /// What can be changed in it.
    public var changes: [ProgramChange] { Self.recipe.changes }

    /// None: its data is made by the program.
    public var configured: ConfiguredProgram? { nil }

    private func trainer(_ settings: ProgramSettings) throws -> Trainer {
        try Self.recipe.trainer(settings, seed: settings.seed ?? 999)
    }

    /// The trainer and a batch of the table's rows.
    public func step(_ settings: ProgramSettings) throws -> (trainer: Trainer, batch: Batch) {
        let (x, y) = Self.data(rows: settings.batchSize ?? 64, seed: settings.seed ?? 999)
        return (try trainer(settings), try Batch(x, y))
    }

    /// Trains on nine of ten rows and validates on the rest.
    public func run(_ settings: ProgramSettings, _ report: @escaping (ProgramEvent) -> Void) throws -> ProgramResult {
        try settings.expect(of: name, draws: false, dataFolder: false)
        let (x, y) = Self.data(rows: 2_000, seed: settings.seed ?? 999)
        return try trainer(settings).fit(
            x, y, epochs: settings.epochs ?? 30, batchSize: settings.batchSize ?? 64, validationSplit: 0.1,
            settings: settings, report)
    }
}
