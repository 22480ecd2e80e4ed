import Verbatim
import VerbatimExamples

/// Prints, for some models, the calls of malloc in an epoch of 10 steps and in one of 100: `name few many`.
@main
struct AllocationProbe {
    static func main() throws {
        #if canImport(Glibc)
            for threads in [1, 2] {
                let executor = try CPUExecutor(threads: threads)
                try report("digits, \(threads) threads", DigitsProgram.model(), .adam, executor)
                try report("residual, \(threads) threads", residual(), .sgd(learningRate: 0.1, momentum: 0.9), executor)
                try report("keras 2, \(threads) threads", dense(), RMSprop.keras2(decay: 1e-6), executor)
            }
        #endif
    }

    #if canImport(Glibc)
        private static func report(
            _ name: String, _ model: Model, _ optimizer: any Optimizer, _ executor: any Executor
        ) throws {
            let trainer = try model.compile(
                optimizer: optimizer, loss: .categoricalCrossentropy,
                metrics: [.categoricalAccuracy, .categoricalCrossentropy], executor: executor)
            let (images, labels) = Digits.load()
            func allocations(steps: Int) throws -> Int {
                let rows = 0..<steps * 16
                let (x, y) = (images[rows], labels[rows])
                return try Allocations.count { try trainer.fit(x, y, batchSize: 16) }
            }
            try trainer.fit(images[0..<64], labels[0..<64], batchSize: 16)
            print("\(name): \(try allocations(steps: 10)) \(try allocations(steps: 100))")
        }
    #endif

    private static func residual() -> Model {
        let x = Input(shape: [8, 8, 1])
        let stem = ReLU()(BatchNormalization()(Conv2D(8, kernelSize: 3, padding: .same, useBias: false)(x)))
        let branch = BatchNormalization()(Conv2D(8, kernelSize: 3, padding: .same, useBias: false)(stem))
        let joined = ReLU()(Add()(branch, stem))
        return Model(inputs: [x], outputs: [Dense(10, activation: .softmax)(GlobalAveragePooling2D()(joined))])
    }

    private static func dense() -> Model {
        Sequential {
            Flatten()
            Dense(64, activation: .tanh)
            Dropout(0.5)
            Dense(10, activation: .softmax)
        }
    }
}
