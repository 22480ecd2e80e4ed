import Verbatim

/// ResNet-20 on CIFAR-10 (He, Zhang, Ren and Sun, 2015), its shortcuts across sizes by 1x1 convolutions.
public struct ResNet20Program: ExampleProgram {
    /// The name after `--example`.
    public let name: String = "resnet-20"
    /// What it trains.
    public let summary: String = "ResNet-20 with batch normalisation on CIFAR-10's binary files"

    /// Makes the program.
    public init() {}

    /// The network, which ends with logits.
    public static func model() -> Model {
        let images = Input(shape: [32, 32, 3])
        var x = ReLU()(normalized(images, filters: 16, kernelSize: 3))
        var width = 16
        for (filters, firstStrides) in [(16, 1), (32, 2), (64, 2)] {
            for block in 0..<3 {
                let strides = block == 0 ? firstStrides : 1
                let inner = ReLU()(normalized(x, filters: filters, kernelSize: 3, strides: Extent2D(strides)))
                let residual = normalized(inner, filters: filters, kernelSize: 3)
                if strides != 1 || filters != width {
                    x = normalized(x, filters: filters, kernelSize: 1, strides: Extent2D(strides))
                }
                x = ReLU()(Add()([x, residual]))
                width = filters
            }
        }
        return Model(inputs: [images], outputs: [Dense(10)(GlobalAveragePooling2D()(x))])
    }

    private static func normalized(
        _ x: SymbolicTensor, filters: Int, kernelSize: Extent2D, strides: Extent2D = 1
    ) -> SymbolicTensor {
        let convolution = Conv2D(
            filters, kernelSize: kernelSize, strides: strides, padding: .same, useBias: false)
        return BatchNormalization(momentum: 0.9, epsilon: 1e-5)(convolution(x))
    }

    private static var recipe: ProgramRecipe {
        ProgramRecipe(
            model: model(), optimizer: .sgd(learningRate: 0.1, momentum: 0.9, weightDecay: 1e-4),
            loss: .categoricalCrossentropy(fromLogits: true), metrics: [.categoricalAccuracy])
    }

    /// What can be changed in it.
    public var changes: [ProgramChange] { Self.recipe.changes }

    /// The program as a configuration.
    public var configured: ConfiguredProgram? {
        ConfiguredProgram(
            name: name, recipe: Self.recipe, data: DataDescription(dataset: "cifar10"), epochs: 5, batchSize: 128,
            seed: 999)
    }

    private func trainer(_ settings: ProgramSettings) throws -> Trainer {
        try Self.recipe.trainer(settings, seed: settings.seed ?? 999)
    }

    /// The trainer and a batch of zeros.
    public func step(_ settings: ProgramSettings) throws -> (trainer: Trainer, batch: Batch) {
        let size = settings.batchSize ?? 128
        return (try trainer(settings), try Batch(.zeros([size, 32, 32, 3]), .zeros([size, 10])))
    }

    /// Trains on the folder's training files and validates on its test file.
    public func run(_ settings: ProgramSettings, _ report: @escaping (ProgramEvent) -> Void) throws -> ProgramResult {
        let (training, test) = try CIFAR10Program.data(settings, for: name)
        return try trainer(settings).fit(
            training.images, training.labels, epochs: settings.epochs ?? 5, batchSize: settings.batchSize ?? 128,
            validationData: (test.images, test.labels), settings: settings, report)
    }
}
