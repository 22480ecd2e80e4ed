import Foundation
import Verbatim

/// A model of a text's characters: it learns to name the next one, and writes a sample when it has learned.
public struct CharacterProgram: ExampleProgram {
    /// The two networks that learn it.
    public enum Network: String, Sendable, CaseIterable {
        /// An embedding and an LSTM.
        case lstm = "char-lstm"
        /// Two blocks of causal attention.
        case transformer = "char-transformer"
    }

    /// The number of characters that a sample shows.
    static let window = 64
    /// The number of characters that are written at the end.
    static let written = 200

    private let network: Network

    /// Makes the program of a network.
    public init(_ network: Network) { self.network = network }

    /// The name after `--example`.
    public var name: String { network.rawValue }
    /// What it trains.
    public var summary: String {
        switch network {
        case .lstm: "an LSTM on the characters of tiny Shakespeare (input.txt)"
        case .transformer: "a small transformer on the characters of tiny Shakespeare (input.txt)"
        }
    }

    /// The network for a number of different characters; it ends with logits.
    public static func model(_ network: Network, characters: Int) -> Model {
        let text = Input(shape: [window], elementType: .i32)
        switch network {
        case .lstm:
            let x = LSTM(128, returnSequences: true)(Embedding(characters, 64)(text))
            return Model(inputs: [text], outputs: [Dense(characters)(x)])
        case .transformer:
            var x = PositionEmbedding()(Embedding(characters, 64)(text))
            for _ in 0..<2 {
                let query = LayerNormalization()(x)
                x = Add()([x, MultiHeadAttention(numHeads: 4, keyDim: 16, useCausalMask: true)(query, query)])
                let inner = Dense(256, activation: .gelu)(LayerNormalization()(x))
                x = Add()([x, Dense(64)(inner)])
            }
            return Model(inputs: [text], outputs: [Dense(characters)(LayerNormalization()(x))])
        }
    }

    private func recipe(characters: Int) -> ProgramRecipe {
        ProgramRecipe(
            model: Self.model(network, characters: characters), optimizer: .adam(learningRate: 2e-3),
            loss: .sparseCategoricalCrossentropy(fromLogits: true), metrics: [.sparseCategoricalAccuracy])
    }

    /// What can be changed in it.
    public var changes: [ProgramChange] { recipe(characters: 65).changes }

    /// None: its characters are those of the text.
    public var configured: ConfiguredProgram? { nil }

    private func trainer(_ settings: ProgramSettings, characters: Int) throws -> Trainer {
        try recipe(characters: characters).trainer(settings, seed: settings.seed ?? 999)
    }

    /// The trainer for the characters of tiny Shakespeare, and a batch of the first of them.
    public func step(_ settings: ProgramSettings) throws -> (trainer: Trainer, batch: Batch) {
        let zeros = Tensor.zeros([settings.batchSize ?? 32, Self.window], .i32)
        return (try trainer(settings, characters: 65), try Batch(zeros, zeros))
    }

    /// Trains on windows of the text, nine of ten, validates on the last tenth, and writes on from the text's beginning.
    public func run(_ settings: ProgramSettings, _ report: @escaping (ProgramEvent) -> Void) throws -> ProgramResult {
        try settings.expect(of: name, draws: false, dataFolder: true)
        guard let folder = settings.dataFolder else {
            throw VerbatimError(
                .configuration, "\(name) needs a text, which is not embedded", received: "no folder",
                expected: "--data DIR", remedy: "name the folder of input.txt, as karpathy/char-rnn has it")
        }
        let path = URL(filePath: folder).appending(path: "input.txt").path
        let text = try TextDataset(contentsOf: path, tokens: .characters(nil), window: Self.window)
        guard let vocabulary = text.vocabulary, text.count >= 10 else {
            throw VerbatimError(
                .data, "\(path) is too short to learn from", received: "\(text.count) windows",
                expected: "10 windows of \(Self.window) characters")
        }
        let (inputs, targets) = try tensors(text)
        let cut = text.count * 9 / 10
        let trainer = try trainer(settings, characters: vocabulary.count)
        let result = try trainer.fit(
            [inputs[0..<cut]], [targets[0..<cut]], epochs: settings.epochs ?? 2, batchSize: settings.batchSize ?? 32,
            validationData: ([inputs[cut...]], [targets[cut...]]), settings: settings, report)
        let sample = try written(by: trainer, from: inputs[0], vocabulary, seed: result.seed)
        for line in sample.split(separator: "\n", omittingEmptySubsequences: false) { report(.line(String(line))) }
        return result
    }

    private func tensors(_ text: TextDataset) throws -> (inputs: Tensor, targets: Tensor) {
        var (inputs, targets): ([Int32], [Int32]) = ([], [])
        for index in 0..<text.count {
            let sample = try text.sample(index, epoch: 0)
            inputs += try Tensor(sample.inputs[0]).array(of: Int32.self)
            targets += try Tensor(sample.targets[0]).array(of: Int32.self)
        }
        let shape = [text.count, Self.window]
        return (Tensor(shape: shape, inputs), Tensor(shape: shape, targets))
    }

    /// Characters drawn one after another from the model's distribution, by draws keyed by their place.
    private func written(
        by trainer: Trainer, from start: Tensor, _ vocabulary: CharacterVocabulary, seed: Int
    ) throws -> String {
        let predictor = try trainer.predictor()
        let stream = RandomStream(seed: seed, "sample")
        var window = try start.array(of: Int32.self)
        var text: [Int32] = []
        for place in 0..<Self.written {
            let logits = try predictor(Tensor(shape: [1, Self.window], window))[0, Self.window - 1]
            let draw = try Tensor.randomUniform([1], stream: stream, step: Tensor(Int64(place))).array(of: Float.self)[
                0]
            let probabilities = try softmax(logits).array(of: Float.self)
            var (next, sum): (Int, Float) = (0, probabilities[0])
            while sum <= draw, next + 1 < probabilities.count {
                next += 1
                sum += probabilities[next]
            }
            text.append(Int32(next))
            window = window.dropFirst() + [Int32(next)]
        }
        return vocabulary.text(text)
    }
}
