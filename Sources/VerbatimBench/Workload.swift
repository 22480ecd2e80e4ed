import Verbatim
import VerbatimExamples

/// A model with its optimizer and a batch of synthetic data: one of those that the peers are measured on.
enum Workload: String, CaseIterable {
    /// The network of keras-team/keras#12724, RMSprop.
    case seedCNN = "seed-cnn"
    /// The same network, prediction only.
    case predictCNN = "predict-cnn"
    /// Dense layers 784-512-512-10, Adam.
    case mlp
    /// CIFAR's ResNet-20 with batch normalisation, SGD with momentum and weight decay.
    case resnet20
    /// LeNet-5 on 28x28 images, Adam.
    case lenet
    /// An LSTM of 128 units over 64 steps of 32 features, Adam.
    case lstm
    /// A GRU of 128 units over 64 steps of 32 features, Adam.
    case gru
    /// 4 blocks of causal attention and GELU of size 256 on 128 tokens of 1,000, AdamW.
    case transformer
    /// One block of causal attention: 64 positions, 128 features, 4 heads, Adam on the mean squared error.
    case transformerBlock = "transformer-block"

    /// Samples in a step unless a user says otherwise.
    var batchSize: Int {
        switch self {
        case .seedCNN, .lstm, .gru: 32
        case .predictCNN: 1
        case .transformer: 8
        case .transformerBlock: 16
        case .mlp, .resnet20: 128
        case .lenet: 64
        }
    }

    /// Whether steps predict instead of training.
    var isPrediction: Bool { self == .predictCNN }

    /// The network.
    var model: Model {
        switch self {
        case .seedCNN, .predictCNN: Keras12724Program.model()
        case .mlp:
            Sequential {
                Dense(512, activation: .relu)
                Dense(512, activation: .relu)
                Dense(10)
            }
        case .resnet20: ResNet20Program.model()
        case .lenet:
            Sequential {
                Conv2D(6, kernelSize: 5, padding: .same, activation: .relu)
                MaxPooling2D()
                Conv2D(16, kernelSize: 5, activation: .relu)
                MaxPooling2D()
                Flatten()
                Dense(120, activation: .relu)
                Dense(84, activation: .relu)
                Dense(10)
            }
        case .lstm:
            Sequential {
                LSTM(128); Dense(10)
            }
        case .gru:
            Sequential {
                GRU(128); Dense(10)
            }
        case .transformer: transformer
        case .transformerBlock: transformerBlock
        }
    }

    private var transformer: Model {
        let text = Input(shape: [128], elementType: .i32)
        var x = PositionEmbedding()(Embedding(1000, 256)(text))
        for _ in 0..<4 {
            let query = LayerNormalization(epsilon: 1e-5)(x)
            x = Add()([x, MultiHeadAttention(numHeads: 4, keyDim: 64, useCausalMask: true)(query, query)])
            let inner = Dense(1024, activation: .gelu)(LayerNormalization(epsilon: 1e-5)(x))
            x = Add()([x, Dense(256)(inner)])
        }
        return Model(inputs: [text], outputs: [Dense(1000)(LayerNormalization(epsilon: 1e-5)(x))])
    }

    private var transformerBlock: Model {
        let x = Input(shape: [64, 128])
        let query = LayerNormalization(epsilon: 1e-5)(x)
        let attention = MultiHeadAttention(numHeads: 4, keyDim: 32, useBias: false, useCausalMask: true)(query, query)
        let y = Add()([x, attention])
        let inner = Dense(512, activation: .gelu, useBias: false)(LayerNormalization(epsilon: 1e-5)(y))
        return Model(inputs: [x], outputs: [Add()([y, Dense(128, useBias: false)(inner)])])
    }

    private var optimizer: any Optimizer {
        switch self {
        case .seedCNN, .predictCNN: RMSprop.keras2(learningRate: 1e-4, decay: 1e-6)
        case .mlp, .lenet, .lstm, .gru, .transformerBlock: .adam(learningRate: 1e-3)
        case .transformer: .adamW(learningRate: 3e-4, weightDecay: 0.01)
        case .resnet20: .sgd(learningRate: 0.1, momentum: 0.9, weightDecay: 1e-4)
        }
    }

    /// A trainer of the network, with the loss that the peers minimise.
    func trainer(executor: CPUExecutor, remat: Remat? = nil) throws -> Trainer {
        switch self {
        case .seedCNN, .predictCNN:
            try model.compile(
                optimizer: optimizer, loss: .categoricalCrossentropy,
                metrics: [.categoricalAccuracy, .categoricalAccuracy], executor: executor, remat: remat)
        case .mlp, .resnet20, .lenet, .lstm, .gru, .transformer:
            try model.compile(
                optimizer: optimizer, loss: .sparseCategoricalCrossentropy(fromLogits: true), executor: executor,
                remat: remat)
        case .transformerBlock:
            try model.compile(optimizer: optimizer, loss: .meanSquaredError, executor: executor, remat: remat)
        }
    }

    /// Inputs of each workload's kind, and uniform classes, or the inputs again where the loss is of their kind.
    func data(batchSize: Int) -> (inputs: Tensor, targets: Tensor) {
        let stream = RandomStream(seed: 0, "inputs")
        switch self {
        case .seedCNN, .predictCNN, .resnet20:
            let targets = classes([batchSize], below: 10)
            return (
                .randomUniform([batchSize, 32, 32, 3], stream: stream),
                self == .resnet20 ? targets : oneHot(targets, classes: 10, .f32)
            )
        case .mlp: return (.randomUniform([batchSize, 784], stream: stream), classes([batchSize], below: 10))
        case .lenet: return (.randomUniform([batchSize, 28, 28, 1], stream: stream), classes([batchSize], below: 10))
        case .lstm, .gru: return (.randomNormal([batchSize, 64, 32], stream: stream), classes([batchSize], below: 10))
        case .transformer:
            let text = classes([batchSize, 129], below: 1000)
            return (text[0..., 0..<128], text[0..., 1...])
        case .transformerBlock:
            let x = Tensor.randomUniform([batchSize, 64, 128], stream: stream)
            return (x, x)
        }
    }

    private func classes(_ shape: [Int], below limit: UInt32) -> Tensor {
        let words = RandomStream(seed: 0, "targets").words(count: shape.reduce(1, *), position: 0, step: 0)
        return Tensor(shape: shape, words.map { Int32($0 % limit) })
    }
}
