import Foundation
import Verbatim

/// A program of a package of its own: trains, saves, loads, and predicts from eight tasks at once, all with equal bits.
@main
struct Consumer {
    static func main() async throws {
        // Two noisy half moons of points, drawn from a stream of their own.
        let count = 256
        let angle = Tensor.randomUniform([count, 1], high: .pi, stream: RandomStream(seed: 1, "angle"))
        let side = Tensor(shape: [count, 1], (0..<count).map { Float($0 % 2) })
        let noise = Tensor.randomNormal([count, 2], deviation: 0.1, stream: RandomStream(seed: 1, "noise"))
        let sign = 1 - side * 2
        let points = concatenate([cos(angle) * sign + side, sin(angle) * sign + side * 0.5], axis: 1) + noise

        let model = Sequential {
            Dense(16, activation: .relu)
            Dense(16, activation: .tanh)
            Dense(1, activation: .sigmoid)
        }
        let trainer = try model.compile(
            optimizer: .adam(learningRate: 0.01), loss: .binaryCrossentropy, metrics: [.binaryAccuracy], seed: 5)
        let history = try trainer.fit(points, side, epochs: 40, batchSize: 32)
        print("accuracy \(history["binary_accuracy"].last ?? 0)")
        print("digest \(history.digest)")

        let folder = FileManager.default.temporaryDirectory.appending(path: "verbatim-consumer-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try trainer.model.save(to: folder)
        let loaded = try Model(contentsOf: folder)

        let expected = try trainer.predict(points).array(of: Float.self).map(\.bitPattern)
        let predictor = try Predictor(loaded)
        let answers = try await withThrowingTaskGroup(of: [UInt32].self) { group -> [[UInt32]] in
            for _ in 0..<8 {
                group.addTask { try predictor(points).array(of: Float.self).map(\.bitPattern) }
            }
            var answers: [[UInt32]] = []
            for try await answer in group { answers.append(answer) }
            return answers
        }
        guard answers.count == 8, answers.allSatisfy({ $0 == expected }) else {
            fatalError("the loaded model's predictions are not the trained model's")
        }
        print("8 tasks predicted \(expected.count) rows with equal bits")
    }
}
