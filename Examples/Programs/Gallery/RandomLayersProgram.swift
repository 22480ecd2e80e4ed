import Verbatim

/// Every layer that draws, in one model: augmentations of coloured digits, then noise in every kind of network.
public struct RandomLayersProgram: ExampleProgram {
    /// The name after `--example`.
    public let name: String = "random-layers"
    /// What it trains.
    public let summary: String = "a model with every layer that draws, on embedded digits"

    /// Makes the program.
    public init() {}

    /// The network.
    public static func model() -> Model {
        let pixels = Input(shape: [8, 8, 1])
        let images = augmented(Concatenate()(pixels, pixels, pixels))
        var x = SpatialDropout2D(0.1)(Conv2D(8, kernelSize: 3, activation: .relu)(images))
        x = GaussianNoise(0.1)(GaussianDropout(0.1)(AlphaDropout(0.1)(x)))
        x = convolutionalRecurrence(x)
        x = recurrence(SpatialDropout1D(0.1)(Reshape([25, 8])(x)))
        x = attention(x)
        return Model(inputs: [pixels], outputs: [Dense(10, activation: .softmax)(Dropout(0.2)(Flatten()(x)))])
    }

    /// Images `[8, 8, 3]` of 0 to 1, changed and cut to `[7, 7, 3]`.
    private static func augmented(_ images: SymbolicTensor) -> SymbolicTensor {
        let range: ValueRange = [0, 1]
        let layers: [any Layer] = [
            RandomFlip(.horizontal), RandomRotation(0.02), RandomTranslation(0.05, 0.05), RandomZoom(0.1),
            RandomShear(xFactor: 0.05, yFactor: 0.05), RandomBrightness(0.1, valueRange: range),
            RandomContrast(0.2, valueRange: range), RandomHue(0.1, valueRange: range),
            RandomSaturation([0.4, 0.6], valueRange: range), RandomSharpness([0.4, 0.6], valueRange: range),
            RandomColorDegeneration([0.4, 0.6], valueRange: range),
            RandomColorJitter(
                brightnessFactor: 0.1, contrastFactor: 0.1, saturationFactor: [0.4, 0.6], hueFactor: 0.1,
                valueRange: range),
            RandomGrayscale(0.3), RandomInvert(0.1, valueRange: range),
            Solarization(additionFactor: 0.05, thresholdFactor: 0.9, valueRange: range),
            RandomPosterization([6, 8], valueRange: range), RandomGaussianBlur(0.2, valueRange: range),
            RandomErasing(0.3, scale: [0.02, 0.1], valueRange: range), RandomCrop(height: 7, width: 7),
            // Nothing is cropped outside training.
            Resizing(7, 7),
        ]
        return layers.reduce(images) { $1($0) }
    }

    /// `[5, 5, 8]` through rows, images and volumes that follow each other, to `[5, 5, 8]`.
    private static func convolutionalRecurrence(_ x: SymbolicTensor) -> SymbolicTensor {
        let rows = ConvLSTM1D(
            8, kernelSize: 3, padding: .same, dropout: 0.1, recurrentDropout: 0.1, returnSequences: true)
        let images = ConvLSTM2D(
            4, kernelSize: 1, padding: .same, dropout: 0.1, recurrentDropout: 0.1, returnSequences: true)
        let volumes = ConvLSTM3D(
            8, kernelSize: 1, padding: .same, dropout: 0.1, recurrentDropout: 0.1, returnSequences: true)
        let pairs = images(Reshape([5, 5, 2, 4])(rows(x)))
        let boxes = volumes(Reshape([5, 5, 2, 1, 4])(SpatialDropout3D(0.1)(pairs)))
        return AveragePooling2D([1, 2])(Reshape([5, 10, 8])(boxes))
    }

    /// Sequences `[25, 8]` through every recurrent layer.
    private static func recurrence(_ x: SymbolicTensor) -> SymbolicTensor {
        let layers: [any Layer] = [
            LSTM(8, dropout: 0.1, recurrentDropout: 0.1, returnSequences: true),
            Bidirectional(
                GRU(4, dropout: 0.1, recurrentDropout: 0.1, returnSequences: true)),
            SimpleRNN(8, dropout: 0.1, recurrentDropout: 0.1, returnSequences: true),
            RNN(
                StackedRNNCells([LSTMCell(8, dropout: 0.1), GRUCell(8, recurrentDropout: 0.1)]),
                returnSequences: true),
        ]
        return layers.reduce(x) { $1($0) }
    }

    /// Sequences `[25, 8]` through every attention, each beside what it reads.
    private static func attention(_ x: SymbolicTensor) -> SymbolicTensor {
        let layers: [any Layer] = [
            MultiHeadAttention(numHeads: 2, keyDim: 4, dropout: 0.1),
            GroupQueryAttention(headDim: 4, numQueryHeads: 2, numKeyValueHeads: 1, dropout: 0.1),
            Attention(useScale: true, dropout: 0.1), AdditiveAttention(dropout: 0.1),
        ]
        return layers.reduce(x) { LayerNormalization()(Add()($0, $1($0, $0))) }
    }

    private static var recipe: ProgramRecipe {
        ProgramRecipe(
            model: model(), optimizer: .adam(learningRate: 5e-3), loss: .categoricalCrossentropy,
            metrics: [.categoricalAccuracy])
    }

    /// What can be changed in it.
    public var changes: [ProgramChange] { Self.recipe.changes }

    /// The program as a configuration.
    public var configured: ConfiguredProgram? {
        ConfiguredProgram(
            name: name, recipe: Self.recipe, data: DataDescription(dataset: "digits"), epochs: 2, batchSize: 32,
            seed: 999)
    }

    private func trainer(_ settings: ProgramSettings) throws -> Trainer {
        try Self.recipe.trainer(settings, seed: settings.seed ?? 999)
    }

    /// The trainer and a batch of zeros.
    public func step(_ settings: ProgramSettings) throws -> (trainer: Trainer, batch: Batch) {
        let size = settings.batchSize ?? 32
        return (try trainer(settings), try Batch(.zeros([size, 8, 8, 1]), .zeros([size, 10])))
    }

    /// Trains on nine of ten images and validates on every tenth.
    public func run(_ settings: ProgramSettings, _ report: @escaping (ProgramEvent) -> Void) throws -> ProgramResult {
        try settings.expect(of: name, draws: false, dataFolder: false)
        let training = Digits.load { $0 % 10 != 9 }
        let validation = Digits.load { $0 % 10 == 9 }
        return try trainer(settings).fit(
            training.images, training.labels, epochs: settings.epochs ?? 2, batchSize: settings.batchSize ?? 32,
            validationData: (validation.images, validation.labels), settings: settings, report)
    }
}
