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

    /// Samples in a step unless a user says otherwise.
    var batchSize: Int {
        switch self {
        case .seedCNN: 32
        case .predictCNN: 1
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
        }
    }

    private var optimizer: any Optimizer {
        switch self {
        case .seedCNN, .predictCNN: RMSprop.keras2(learningRate: 1e-4, decay: 1e-6)
        case .mlp, .lenet: .adam(learningRate: 1e-3)
        case .resnet20: .sgd(learningRate: 0.1, momentum: 0.9, weightDecay: 1e-4)
        }
    }

    /// A trainer of the network, with the loss that the peers minimise.
    func trainer(executor: CPUExecutor) throws -> Trainer {
        switch self {
        case .seedCNN, .predictCNN:
            try model.compile(
                optimizer: optimizer, loss: .categoricalCrossentropy,
                metrics: [.categoricalAccuracy, .categoricalAccuracy], executor: executor)
        case .mlp, .resnet20, .lenet:
            try model.compile(
                optimizer: optimizer, loss: .sparseCategoricalCrossentropy(fromLogits: true), executor: executor)
        }
    }

    /// Uniform inputs in [0, 1) and uniform classes.
    func data(batchSize: Int) -> (inputs: Tensor, targets: Tensor) {
        let shape: [Int] =
            switch self {
            case .seedCNN, .predictCNN, .resnet20: [32, 32, 3]
            case .mlp: [784]
            case .lenet: [28, 28, 1]
            }
        let inputs = Tensor.randomUniform([batchSize] + shape, stream: RandomStream(seed: 0, "inputs"))
        let classes = RandomStream(seed: 0, "targets").words(count: batchSize, position: 0, step: 0).map {
            Int32($0 % 10)
        }
        let numbers = Tensor(shape: [batchSize], classes)
        switch self {
        case .seedCNN, .predictCNN: return (inputs, oneHot(numbers, classes: 10, .f32))
        case .mlp, .resnet20, .lenet: return (inputs, numbers)
        }
    }
}
