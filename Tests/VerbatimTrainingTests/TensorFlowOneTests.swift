import Testing
import Verbatim
import VerbatimExamples

/// Draws as Keras 2.2.4 on TensorFlow 1.13 made them from seed 999 (keras-team/keras#12724).
@Suite struct TensorFlowOneTests {
    private func hash(_ value: TensorValue) -> String { value.withUnsafeBytes { SHA256Digest.hex($0) } }

    /// SHA-256 of the tensors that the original stack made.
    @Test func initialWeightsAndMasksAreTheOriginals() throws {
        let declarations = try Keras12724Program.model().declarations(inputs: [TensorType([32, 32, 32, 3], .f32)])
        let source = TensorFlowOneSource(seed: 999)
        let weights = [
            "conv2D.1/kernel": "c8e68dfa6c555a1d86ac9dc34b023a35f936e20abcff93ba741832b69656b62a",
            "conv2D.2/kernel": "1d10ffb7b60e606549137159a6f3ac75883f70663c4fc117852a2342e875e3c2",
            "conv2D.3/kernel": "cbe64102e8e5989e77f4b3d4c657f889e8f01da233d735cebb943a6039588256",
            "conv2D.4/kernel": "430827f80dff6746637b346212563dbbc9c53108f7ade48a870f1bfc9470cfac",
            "dense.1/kernel": "a4643ced3bde7c7495e696148fd9803d50544d014dd7e0ed6e24292dd17b8ef9",
            "dense.2/kernel": "657b8685d26a26ab2452e59e666ed77eae112271e927c8b56e92939ed3aa7571",
        ]
        for variable in declarations.variables {
            let value = try source.initialValue(of: variable, among: declarations)
            #expect(value.map(hash) == weights[variable.path], "\(variable.path)")
        }
        let masks = [
            (
                0,
                [
                    "a6d83aa3941574de6fa5ab402b432ec7d7223b3bce89546ecb1fea1456e784a6",
                    "5c817d040a18774315582d711a58a5187a431c4810b662bd4206eb3ac5d0a45b",
                    "d084d98bea19aefb5d7fedb7344730e0906aa522268dbc095872a2f133489c9f",
                ]
            ),
            (
                1,
                [
                    "26b00a693f3da40cf39244beb614431b1f30e331cdd5dee077cfc4388d70fa70",
                    "416e5e343e88638e0d513eb000cb27603029587c9da111237b26486328118ecc",
                    "8e6fb7d00d48a08b245aaa74082119a6ea0cd76f7a407f33df05b8307582693d",
                ]
            ),
            (
                4,
                [
                    "8535470f8918f0af561c0f20df108233f3e418face2f275fcfa1bfa7c45ce356",
                    "f6ea4d482375cb94e185b2ebcfd3542e961c420b4c1c3c6a9b8a46876cdeb3e0",
                    "187fec5476773e65487faa78a6b711de4f60fc1c6af536d06e63e49e151c6716",
                ]
            ),
        ]
        for (step, hashes) in masks {
            for (draw, expected) in zip(declarations.draws, hashes) {
                #expect(try hash(source.values(of: draw, step: step, among: declarations)) == expected)
            }
        }
    }

    @Test func recordedDrawsReplayAnotherSource() throws {
        let (x, y) = Fixtures.images(8)
        let flat = Sequential {
            Flatten()
            Dense(4)
            Dropout(0.5)
            Dense(3, activation: .softmax)
        }
        func digest(_ draws: any DrawSource) throws -> String {
            let trainer = try flat.compile(
                optimizer: .sgd, loss: .sparseCategoricalCrossentropy, seed: 1, draws: draws,
                executor: CPUExecutor(threads: 1))
            for _ in 0..<2 { try trainer.trainOnBatch(x, y) }
            return try trainer.digest
        }
        let declarations = try flat.declarations(inputs: [x.type])
        let source = TensorFlowOneSource(seed: 5)
        var initial: [String: TensorValue] = [:]
        for variable in declarations.variables {
            initial[variable.path] = try source.initialValue(of: variable, among: declarations)
        }
        let masks = try (0..<2).map { step -> TensorValue in
            let mask = try source.values(of: declarations.draws[0], step: step, among: declarations)
            return try TensorValue(mask.array(of: Bool.self).map { UInt8($0 ? 1 : 0) }, shape: mask.shape)
        }
        let recorded = RecordedDraws(initialValues: initial, draws: ["dropout.1": masks])
        #expect(try digest(recorded) == digest(source))
        #expect(try digest(recorded) != digest(.keyed))
    }
}
