import Foundation
import Verbatim

/// A program of a package of its own: trains, saves, loads, and predicts from eight tasks at once, all with equal bits.
@main
struct Consumer {
    static func main() async throws {
        // Two noisy half moons of points, drawn from a stream of their own.
        let count = 256
        let angle = Tensor.randomUniform(shape: [count, 1], seed: 1, stream: "angle") * Float.pi
        let side = Tensor(shape: [count, 1], (0..<count).map { Float($0 % 2) })
        let noise = Tensor.randomNormal(shape: [count, 2], seed: 1, stream: "noise") * 0.1
        let sign = 1 - side * 2
        let points = concatenate([angle.cosine() * sign + side, angle.sine() * sign + side * 0.5], axis: 1) + noise

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
        let answers = try await withThrowingTaskGroup(of: [UInt32].self) { group in
            for _ in 0..<8 {
                group.addTask { try predictor.predict(points).array(of: Float.self).map(\.bitPattern) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        guard answers.count == 8, answers.allSatisfy({ $0 == expected }) else {
            fatalError("the loaded model's predictions are not the trained model's")
        }
        print("8 tasks predicted \(expected.count) rows with equal bits")
    }
}
