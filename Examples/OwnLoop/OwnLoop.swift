import Verbatim
import VerbatimExamples

/// Trains the digits' network by `fit`, by a loop over steps and by tensor functions alone, with one digest for all.
@main
struct OwnLoop {
    static func main() throws {
        let (images, labels) = Digits.load()
        let inputs = images[0..<640]
        let targets = labels[0..<640]

        let history = try trainer().fit(inputs, targets, epochs: 2, batchSize: 32, shuffle: false)
        print("fit:      \(history.digest)")

        // A step is a pure function: it takes a state and leaves it as it was.
        let program = try trainer()
        var state = try program.state
        for epoch in 1...2 {
            for start in stride(from: 0, to: 640, by: 32) {
                let rows = start..<start + 32
                let (next, outputs) = try program.step(state, Batch(inputs[rows], targets[rows]))
                state = next
                if start + 32 == 640 { print("epoch \(epoch): loss \(outputs.loss)") }
            }
        }
        print("own loop: \(state.digest)")

        let ended = try TensorLoop(seed: program.seed).run(from: program.state, inputs, targets, epochs: 2)
        print("tensors:  \(ended.digest)")
        guard state.digest == history.digest, ended.digest == history.digest else {
            fatalError("the loops' digests are not fit's")
        }
    }

    static func trainer() throws -> Trainer {
        try DigitsProgram.model().compile(
            optimizer: .adam(learningRate: 1e-3), loss: .categoricalCrossentropy, metrics: [.categoricalAccuracy],
            seed: 7)
    }
}
