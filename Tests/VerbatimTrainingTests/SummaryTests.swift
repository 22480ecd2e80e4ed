import Testing
import Verbatim

/// The summary, as Keras 3 prints it.
@Suite struct SummaryTests {
    @Test func aChain() throws {
        let trainer = try Fixtures.trainer()
        try trainer.build(inputShapes: [[6, 6, 1]])
        let expected = """
            Model: "sequential"
            ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━┓
            ┃ Layer (type)                    ┃ Output Shape           ┃       Param # ┃
            ┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━┩
            │ conv2d (Conv2D)                 │ (None, 6, 6, 4)        │            40 │
            ├─────────────────────────────────┼────────────────────────┼───────────────┤
            │ max_pooling2d (MaxPooling2D)    │ (None, 3, 3, 4)        │             0 │
            ├─────────────────────────────────┼────────────────────────┼───────────────┤
            │ dropout (Dropout)               │ (None, 3, 3, 4)        │             0 │
            ├─────────────────────────────────┼────────────────────────┼───────────────┤
            │ flatten (Flatten)               │ (None, 36)             │             0 │
            ├─────────────────────────────────┼────────────────────────┼───────────────┤
            │ dense (Dense)                   │ (None, 8)              │           296 │
            ├─────────────────────────────────┼────────────────────────┼───────────────┤
            │ dropout_1 (Dropout)             │ (None, 8)              │             0 │
            ├─────────────────────────────────┼────────────────────────┼───────────────┤
            │ dense_1 (Dense)                 │ (None, 3)              │            27 │
            └─────────────────────────────────┴────────────────────────┴───────────────┘
             Total params: 363 (1.42 KB)
             Trainable params: 363 (1.42 KB)
             Non-trainable params: 0 (0.00 B)
            """
        #expect(try trainer.summary() == expected)
    }

    @Test func sharedAndNamedLayersWithStates() throws {
        let x = Input(shape: [4], name: "features")
        let shared = Dense(4, name: "twice")
        let y = BatchNormalization()(shared(shared(x)))
        let trainer = try Fixtures.trainer(Model(inputs: [x], outputs: [y], name: "net"), loss: .meanSquaredError)
        let summary = try trainer.summary()
        #expect(summary.hasPrefix("Model: \"net\"\n"))
        for part in [
            "features (InputLayer)", "twice (Dense)", "batch_normalization (BatchNormalization)", "twice[0][0]",
            "Total params: 36 (144.00 B)", "Trainable params: 28 (112.00 B)", "Non-trainable params: 8 (32.00 B)",
        ] { #expect(summary.contains(part), "\(part)") }
    }
}
