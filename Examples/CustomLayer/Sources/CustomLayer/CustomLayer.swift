import Foundation
import Verbatim

/// Trains with a layer, a loss and a metric of its own, and records the run so that others verify it without this code.
///
/// `CustomLayer RUN` goes on where it was stopped. `verbatim pack RUN --with-data -o FILE.run` then makes one file of it.
@main
struct CustomLayer {
    static func main() throws {
        guard CommandLine.arguments.count == 2 else {
            print("usage: CustomLayer RUN")
            exit(2)
        }
        let points = Tensor.randomNormal([512, 2], stream: RandomStream(seed: 1, "points"))
        let isInside = (square(points).sum(axes: 1, keepDimensions: true) .< 1.4).cast(to: .f32)
        let model = Sequential {
            Dense(32, activation: .tanh)
            RunningGate()
            Dense(32, activation: .tanh)
            RunningGate(momentum: 0.95)
            Dense(1, activation: .sigmoid)
        }
        let trainer = try model.compile(
            optimizer: .adam(learningRate: 0.003), loss: BiweightLoss(), metrics: [.binaryAccuracy], seed: 5)
        let history = try trainer.fit(
            points, isInside, epochs: 120, batchSize: 32, validationSplit: 0.25,
            run: RunDirectory(URL(filePath: CommandLine.arguments[1]), checkpointEvery: 25, keepsData: true))
        print("accuracy \(history["val_binary_accuracy"].last ?? 0)")
        print("digest: \(history.digest)")
    }
}
