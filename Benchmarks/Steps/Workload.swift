import Verbatim

/// A model with its optimizer and data: of `verbatim-bench`'s workloads those that differ most in their steps.
enum Workload: String, CaseIterable {
    /// The network of keras-team/keras#12724, RMSprop; its targets as classes.
    case seedCNN = "seed-cnn"
    /// Dense layers 784-512-512-10, Adam.
    case mlp
    /// An LSTM of 128 units over 64 steps of 32 features, Adam.
    case lstm

    /// Samples in a step.
    var batchSize: Int { self == .mlp ? 128 : 32 }

    private var model: Model {
        switch self {
        case .seedCNN:
            Sequential {
                Conv2D(32, kernelSize: 3, padding: .same, activation: .relu)
                Conv2D(32, kernelSize: 3, activation: .relu)
                MaxPooling2D()
                Dropout(0.25)
                Conv2D(64, kernelSize: 3, padding: .same, activation: .relu)
                Conv2D(64, kernelSize: 3, activation: .relu)
                MaxPooling2D()
                Dropout(0.25)
                Flatten()
                Dense(512, activation: .relu)
                Dropout(0.5)
                Dense(10, activation: .softmax)
            }
        case .mlp:
            Sequential {
                Dense(512, activation: .relu)
                Dense(512, activation: .relu)
                Dense(10)
            }
        case .lstm:
            Sequential {
                LSTM(128)
                Dense(10)
            }
        }
    }

    /// A trainer of the model.
    func trainer(executor: CPUExecutor) throws -> Trainer {
        let optimizer: any Optimizer =
            self == .seedCNN ? RMSprop.keras2(learningRate: 1e-4, decay: 1e-6) : Adam(learningRate: 1e-3)
        return try model.compile(
            optimizer: optimizer, loss: .sparseCategoricalCrossentropy(fromLogits: self != .seedCNN),
            metrics: [.sparseCategoricalAccuracy], executor: executor)
    }

    /// Synthetic inputs and their classes.
    func data(batches: Int) -> (inputs: Tensor, targets: Tensor) {
        let samples = batches * batchSize
        let shape =
            switch self {
            case .seedCNN: [32, 32, 3]
            case .mlp: [784]
            case .lstm: [64, 32]
            }
        let words = RandomStream(seed: 0, "targets").words(count: samples)
        return (
            .randomUniform([samples] + shape, stream: RandomStream(seed: 0, "inputs")),
            Tensor(words.map { Int32($0 % 10) })
        )
    }
}
