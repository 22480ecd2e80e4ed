import Verbatim

/// A Siamese network: one branch, called on two digits, learns whether they are the same.
public struct SiameseProgram: ExampleProgram {
    /// The name after `--example`.
    public let name: String = "siamese"
    /// What it trains.
    public let summary: String = "whether two embedded digits are the same, by one branch called twice"

    /// Makes the program.
    public init() {}

    /// The network: the branch's parameters are shared, since it is one object.
    public static func model() -> Model {
        let (left, right) = (Input(shape: [8, 8, 1]), Input(shape: [8, 8, 1]))
        let branch = Sequential {
            Conv2D(16, kernelSize: 3, activation: .relu)
            MaxPooling2D()
            Flatten()
            Dense(32, activation: .relu)
        }
        let distance = Lambda("distance") { (inputs: [Tensor]) in [abs(inputs[0] - inputs[1])] }
        let same = Dense(1, activation: .sigmoid)(distance(branch(left), branch(right)))
        return Model(inputs: [left, right], outputs: [same])
    }

    private static var recipe: ProgramRecipe {
        ProgramRecipe(
            model: model(), optimizer: .adam(learningRate: 2e-3), loss: .binaryCrossentropy,
            metrics: [.binaryAccuracy])
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
        let size = settings.batchSize ?? 32
        let zeros = Tensor.zeros([size, 8, 8, 1])
        return (try trainer(settings), try Batch([zeros, zeros], [.zeros([size, 1])]))
    }

    /// Pairs of every image: with the next one of its class, or with another by turns.
    static func pairs(seed: Int) throws -> (left: Tensor, right: Tensor, same: Tensor) {
        let (images, labels) = Digits.load()
        let classes = try labels.array(of: Float.self)
        let classOf = (0..<Digits.count).map { image in (0..<10).first { classes[image * 10 + $0] == 1 }! }
        let order = Tensor.randomPermutation(Digits.count, stream: RandomStream(seed: seed, "pairs"))
        let shuffled = try order.array(of: Int64.self).map { Int($0) }
        var partners: [Int32] = []
        var same: [Float] = []
        for image in 0..<Digits.count {
            let wantsSame = image % 2 == 0
            var partner = shuffled[image]
            while (classOf[partner] == classOf[image]) != wantsSame || partner == image {
                partner = (partner + 1) % Digits.count
            }
            partners.append(Int32(partner))
            same.append(wantsSame ? 1 : 0)
        }
        return (images, images.take(Tensor(partners), axis: 0), Tensor(shape: [Digits.count, 1], same))
    }

    /// Trains on pairs of the embedded digits and validates on the last tenth.
    public func run(_ settings: ProgramSettings, _ report: @escaping (ProgramEvent) -> Void) throws -> ProgramResult {
        try settings.expect(of: name, draws: false, dataFolder: false)
        let (left, right, same) = try Self.pairs(seed: settings.seed ?? 999)
        return try trainer(settings).fit(
            [left, right], [same], epochs: settings.epochs ?? 30, batchSize: settings.batchSize ?? 32,
            validationSplit: 0.1, settings: settings, report)
    }
}
