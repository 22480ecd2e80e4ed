import Foundation
import Testing
import Verbatim

/// A run is made again by what it stored: an honest one is accepted anywhere, a forged one nowhere.
@Suite struct RunVerifierTests {
    private let fixture = RunFixture()

    private func verify(
        _ name: String = "run", executor: CPUExecutor? = nil, selection: RunVerifier.Selection = .init(),
        known: [Tensor] = []
    ) throws -> Certificate {
        let run = try fixture.recorded(name)
        return try RunVerifier.verify(
            run, RunSamples(run) { known }, executor: executor ?? CPUExecutor(threads: 1), selection: selection)
    }

    private func rejected(_ name: String, _ words: String...) throws {
        let certificate = try verify(name)
        let text = certificate.checks.filter(\.isRejected).map { "\($0.what): \($0.result)" }.joined(separator: "\n")
        #expect(!certificate.isAccepted)
        for word in words { #expect(text.contains(word), "\(text)") }
    }

    @Test func anHonestRunIsAcceptedByAnyThreadsAndInstructionSet() throws {
        try fixture.fit(every: 5, keepsData: true)
        for (threads, set) in [(1, InstructionSet.baseline), (3, .best)] {
            let certificate = try verify(executor: CPUExecutor(threads: threads, instructionSet: set))
            #expect(certificate.isAccepted, "\(certificate.checks)")
            #expect(certificate.checks.allSatisfy { $0.result == "equal" }, "\(certificate.checks)")
            #expect(certificate.verifiedSteps == fixture.steps && certificate.recordedSteps == fixture.steps)
            #expect(certificate.threads == threads && certificate.executor == "cpu \(set.rawValue)")
        }
    }

    @Test func aRunThatWasKilledIsAcceptedAsFarAsItWent() throws {
        #expect(throws: Crash.Failure.self) {
            try fixture.fit(every: 3, keepsData: true, callbacks: [Crash(after: 8)])
        }
        let certificate = try verify()
        #expect(certificate.isAccepted && certificate.verifiedSteps == 8 && certificate.digest == nil)
        try fixture.fit(every: 3, keepsData: true)
        #expect(try verify().verifiedSteps == fixture.steps)
    }

    @Test func segmentsAreChosenByStepsOrByNumber() throws {
        try fixture.fit(every: 2, keep: 100, keepsData: true)
        let some = try verify(selection: .init(steps: 5...6))
        #expect(some.isAccepted && some.segments.map(\.after) == [4])
        let sampled = try verify(selection: .init(sample: 2))
        #expect(sampled.isAccepted && sampled.segments.count == 2)
        #expect(try verify(selection: .init(sample: 2)).segments.map(\.after) == sampled.segments.map(\.after))
    }

    @Test func dataIsFoundByItsDigest() throws {
        try fixture.fit()
        #expect {
            try verify()
        } throws: { "\($0)".contains("not at hand") && "\($0)".contains("--data") }
        let (x, y) = Fixtures.images(50)
        let training = try verify(known: [y, x, Fixtures.images(50, seed: 7).x])
        #expect(training.isAccepted)
        #expect(training.checks.contains { $0.what == "the data" && $0.result.contains("validation/input0") })
        let (vx, vy) = Fixtures.images(9, seed: 4)
        let whole = try verify(known: [y, x, vy, vx])
        #expect(whole.checks.allSatisfy { $0.result == "equal" })
        let folder = fixture.folder.appending(path: "files")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, tensor) in [("a", y), ("b", vx), ("c", x), ("d", vy)] {
            try tensor.write(to: folder.appending(path: "\(name).npy").path)
        }
        let run = try fixture.recorded()
        let found = try RunVerifier.verify(
            run, RunSamples(run, folder: folder.path), executor: CPUExecutor(threads: 1))
        #expect(found.checks.allSatisfy { $0.result == "equal" })
    }

    @Test func anEditedCheckpointIsRejected() throws {
        try fixture.fit(every: 4, keepsData: true)
        let file = try fixture.checkpoints()[1]
        try fixture.copy(to: "bit")
        try RunFixture.change(fixture.checkpoints("bit")[1]) { $0[$0.count - 5] ^= 1 }
        try rejected("bit", "step-000000004.safetensors is damaged")
        // With a digest made right, only making the steps again tells.
        for number in try fixture.checkpoints().indices {
            try fixture.copy(to: "edit\(number)")
            let url = try fixture.checkpoints("edit\(number)")[number]
            var edited = try SafetensorsFile(bytes: Array(Data(contentsOf: url)))
            edited.entries[0].value.withUnsafeMutableElements(Float.self) { $0[1] = $0[1].nextUp }
            try RunFixture.write(edited, to: url) { _ in }
            try rejected("edit\(number)", number == 0 ? "fingerprint" : "conv2D.1/kernel [0, 0, 0, 1]")
        }
        try fixture.copy(to: "loss")
        let url = try fixture.checkpoints("loss")[1]
        try RunFixture.write(SafetensorsFile(bytes: Array(Data(contentsOf: file))), to: url) {
            $0 = $0.replacing("\"batch\":4", with: "\"batch\":3")
        }
        try rejected("loss", "batch in the checkpoint of step 4")
    }

    @Test func aChangedHyperParameterIsRejected() throws {
        try fixture.fit(keepsData: true)
        try fixture.copy(to: "file")
        try RunFixture.change(fixture.folder.appending(path: "file/configuration.json")) { data in
            data = Data(String(decoding: data, as: UTF8.self).replacing("0.01", with: "0.02").utf8)
        }
        try rejected("file", "optimizer.configuration.learningRate is 0.02, and 0.01 in the ledger")
        // In the ledger as well, with the chain made anew: the stored step is not what the configuration gives.
        for (name, from, to, words) in [
            ("rate", "\"learningRate\":0.01", "\"learningRate\":0.02", "the steps that the configuration gives"),
            ("seed", "\"seed\":999", "\"seed\":998", "the initial state that the configuration gives"),
            ("rate2", "\"rate\":0.25", "\"rate\":0.2", "the steps that the configuration gives"),
        ] {
            try fixture.copy(to: name)
            try fixture.forgeLedger(name) { number, text in
                if number == 0 { text = text.replacing(from, with: to) }
            }
            try RunFixture.change(fixture.folder.appending(path: "\(name)/configuration.json")) { data in
                data = Data(String(decoding: data, as: UTF8.self).replacing(from, with: to).utf8)
            }
            try rejected(name, words)
        }
    }

    @Test func aLedgerWhoseChainWasMadeAnewIsRejected() throws {
        try fixture.fit(keepsData: true)
        let records = try fixture.recorded().ledger.records
        func text(_ number: Int, _ name: String) -> String { records[number].text(name) ?? "" }
        for (name, number, words) in [
            ("loss", 3, "step 3: the loss"), ("fingerprint", 6, "step 5: the state"), ("samples", 2, "other samples"),
        ] {
            try fixture.copy(to: name)
            try fixture.forgeLedger(name) { place, record in
                let old = text(number, name)
                let new = String(old.reversed()) == old ? "0\(old.dropFirst())" : String(old.reversed())
                if place == number { record = record.replacing(old, with: new) }
            }
            #expect(try Ledger(fixture.ledger(name), source: "ledger").records.count == records.count)
            try rejected(name, words)
        }
        // A record left out.
        try fixture.copy(to: "digest")
        try fixture.forgeLedger("digest") { place, record in
            if place == records.count - 1 { record = record.replacing("\"digest\":\"", with: "\"digest\":\"0") }
        }
        try rejected("digest", "the digest at the end")
        try fixture.copy(to: "epoch")
        try fixture.forgeLedger("epoch") { place, record in
            if place == 5 { record = record.replacing("\"val_loss\":\"", with: "\"val_loss\":\"4") }
        }
        try rejected("epoch", "loss and metrics of epoch 1")
    }

    @Test func aPackIsVerifiedLikeItsFolder() throws {
        try fixture.fit(every: 4, keepsData: true)
        let run = try fixture.recorded()
        let file = fixture.folder.appending(path: "packed.run")
        try Data(run.files.packed(data: RunSamples(run).files())).write(to: file)
        let packed = try verify("packed.run")
        #expect(packed.isAccepted && packed.verifiedSteps == fixture.steps)
        #expect(packed.ledgerHead == (try verify()).ledgerHead)
        #expect(RunSummary.paths(in: fixture.folder.path).count == 2)
        try Data(run.files.packed(data: [])).write(to: file)
        #expect { try verify("packed.run") } throws: { "\($0)".contains("not at hand") }
        try Data(run.files.packed(data: nil)).write(to: file)
        try RunFixture.change(file) { $0[$0.count / 2] ^= 8 }
        #expect((try? verify("packed.run"))?.isAccepted != true)
    }

    /// A layer that only this test knows.
    private final class Doubled: UnaryLayer {
        var name: String? { nil }
        func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
            x * (try context.parameter("scale", [1], .ones)) * 2
        }
    }

    /// A loss that only this test knows.
    private struct Cubic: Loss {
        var name: String { "cubic" }
        func callAsFunction(labels: Tensor, predictions: Tensor) -> Tensor {
            let difference = abs(predictions - oneHot(labels))
            return (difference * difference * difference).mean(axes: [1])
        }
        private func oneHot(_ labels: Tensor) -> Tensor {
            equal(labels.reshaped([labels.shape[0], 1]), Tensor([0, 1, 2] as [Int32])).cast(to: .f32)
        }
    }

    @Test func aLayerAndALossOfTheUsersNeedNotBeThere() throws {
        let model = Sequential {
            Flatten()
            Doubled()
            Dense(3, activation: .softmax)
        }
        let callbacks: [any Callback] = [Crash(after: 5)]
        for callbacks in [callbacks, []] {
            let trainer = try Fixtures.trainer(model, optimizer: .sgd(learningRate: 0.1), loss: Cubic())
            _ = try? fixture.fit(trainer: trainer, every: 3, keepsData: true, callbacks: callbacks)
        }
        let run = try fixture.recorded()
        try Data(run.files.packed(data: nil)).write(to: fixture.folder.appending(path: "packed.run"))
        let certificate = try verify("packed.run")
        #expect(certificate.isAccepted && certificate.verifiedSteps == fixture.steps && certificate.digest != nil)
        #expect(certificate.checks.contains { $0.result.hasPrefix("not checked: Doubled") }, "\(certificate.checks)")
    }

    @Test(arguments: [0, 2]) func whatADataSetGaveIsKeptStepByStep(workers: Int) throws {
        let (x, y) = Fixtures.images(50)
        let augmented = try ArrayDataset(x, y).mapped("noise", seed: 5) { sample, draws in
            let pixels = sample.inputs[0].array(of: Float.self).enumerated().map { $1 + draws.uniform($0) / 8 }
            sample.inputs[0] = try TensorValue(pixels, shape: sample.inputs[0].shape)
        }
        try RunFixture.trainer().fit(
            augmented, epochs: 2, batchSize: 16, prefetch: workers,
            run: fixture.directory(every: 3, keepsData: true))
        let certificate = try verify()
        #expect(certificate.isAccepted && certificate.verifiedSteps == 8, "\(certificate.checks)")
        let kept = fixture.folder.appending(path: "run/data/step-000000005.safetensors")
        try RunFixture.change(kept) { $0[$0.count - 3] ^= 1 }
        try rejected("run", "the batch that is kept of step 5")
    }
}
