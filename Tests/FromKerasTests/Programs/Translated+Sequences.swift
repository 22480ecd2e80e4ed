import Verbatim

/// Sequences.
extension Translated {
    static func masked(_ sentences: [[Int32]], _ y: Tensor) throws -> (Trainer, Tensor) {
        // FromKeras.md: masked LSTM
        let x = try padSequences(sentences, padding: .post, value: 0)
        let model = Sequential {
            Input(elementType: .i32)
            Embedding(30, 8, maskZero: true)
            LSTM(16)
            Dense(1, activation: .sigmoid)
        }
        let trainer = try model.compile(optimizer: .adam(learningRate: 1e-2), loss: .binaryCrossentropy, seed: 1)
        try trainer.fit(x, y, epochs: 4)
        // end
        return (trainer, x)
    }

    static func stateful(_ x: Tensor, _ y: Tensor) throws -> (Trainer, [TensorValue?]) {
        var states: [TensorValue?] = []
        // FromKeras.md: stateful RNN
        let model = Sequential {
            Input(shape: [5, 1], batchSize: 4)
            LSTM(8, stateful: true)
            Dense(1)
        }
        let trainer = try model.compile(optimizer: .adam(learningRate: 1e-2), loss: .meanSquaredError, seed: 1)
        for _ in 0..<3 {
            try trainer.fit(x, y, epochs: 1, batchSize: 4, shuffle: false)
            // end
            states.append(try trainer.state["lSTM.1/state_0"])
            // FromKeras.md: stateful RNN
            try trainer.resetStates()
        }
        // end
        states.append(try trainer.state["lSTM.1/state_0"])
        return (trainer, states)
    }

    static func sequenceToSequence(
        _ source: Tensor, _ shifted: Tensor, _ target: Tensor
    ) throws -> (trainer: Trainer, history: History, first: Tensor, answer: Tensor) {
        // FromKeras.md: sequence to sequence
        let sourceInput = Input(shape: [4, 6])
        let encoder = LSTM(32, returnState: true)(sourceInput)
        let (h, c) = (encoder.output(1), encoder.output(2))

        let targetInput = Input(shape: [4, 6])
        let decoder = LSTM(32, returnSequences: true, returnState: true)
        let classes = Dense(6, activation: .softmax)
        let model = Model(inputs: [sourceInput, targetInput], outputs: [classes(decoder(targetInput, h, c))])
        let trainer = try model.compile(
            optimizer: .adam(learningRate: 1e-2), loss: .categoricalCrossentropy, seed: 1)
        let history = try trainer.fit(inputs: [source, shifted], targets: [target], epochs: 30)

        // The same layers as two models: one reads, the other writes a step at a time.
        let reader = try Predictor(trainer.submodel(inputs: [sourceInput], outputs: [h, c]))
        let (hBefore, cBefore, token) = (Input(shape: [32]), Input(shape: [32]), Input(shape: [1, 6]))
        let written = decoder(token, hBefore, cBefore)
        let writer = try Predictor(
            trainer.submodel(
                inputs: [token, hBefore, cBefore],
                outputs: [classes(written), written.output(1), written.output(2)]))

        var states = try reader([source])
        var last = shifted[0..., 0..<1]
        var answers: [Tensor] = []
        for _ in 0..<4 {
            let results = try writer([last] + states)
            answers.append(results[0])
            states = Array(results[1...])
            last = oneHot(results[0].argMax(axis: -1), classes: 6)
        }
        let answer = concatenate(answers, axis: 1).argMax(axis: -1)
        // end
        return (trainer, history, answers[0], answer)
    }
}
