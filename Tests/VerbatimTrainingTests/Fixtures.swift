import Verbatim
import VerbatimTestSupport

/// Small data and models that the training tests share.
enum Fixtures {
    /// Images of 6x6 with a bright corner, and the corner's number; the same for ever.
    static func images(_ count: Int, seed: UInt64 = 1) -> (x: Tensor, y: Tensor) {
        var generator = SampleGenerator(seed)
        var pixels: [Float] = []
        var labels: [Int32] = []
        for _ in 0..<count {
            let label = generator.int(0...2)
            for place in 0..<36 {
                let bright = (place / 18) * 2 + (place % 6) / 3 == label
                pixels.append(Float(generator.int(0...255)) / 512 + (bright ? 0.5 : 0))
            }
            labels.append(Int32(label))
        }
        return (Tensor(shape: [count, 6, 6, 1], pixels), Tensor(shape: [count], labels))
    }

    /// A small convolutional network with dropout.
    static func model(labels: Bool = false, rate: Double = 0.25) -> Model {
        Sequential {
            Conv2D(4, kernelSize: 3, padding: .same, activation: .relu, name: labels ? "first" : nil)
            MaxPooling2D(name: labels ? "pool" : nil)
            Dropout(rate, name: labels ? "drop" : nil)
            Flatten()
            Dense(8, activation: .relu, name: labels ? "hidden" : nil)
            Dropout(rate)
            Dense(3, activation: .softmax, name: labels ? "last" : nil)
        }
    }

    /// The model under RMSprop with the loss for class numbers.
    static func trainer(
        _ model: Model? = nil, optimizer: any Optimizer = RMSprop.keras2(learningRate: 0.01, decay: 1e-4),
        loss: any Loss = .sparseCategoricalCrossentropy, metrics: [any Metric] = [], seed: Int = 999,
        executor: (any Executor)? = nil
    ) throws -> Trainer {
        try (model ?? Fixtures.model()).compile(
            optimizer: optimizer, loss: loss, metrics: metrics, seed: seed,
            executor: executor ?? CPUExecutor(threads: 2))
    }

    /// The digest after two epochs over 50 images in batches of 16.
    static func digest(_ trainer: Trainer, callbacks: [any Callback] = []) throws -> String {
        let (x, y) = images(50)
        return try trainer.fit(x, y, epochs: 2, batchSize: 16, callbacks: callbacks).digest
    }
}
