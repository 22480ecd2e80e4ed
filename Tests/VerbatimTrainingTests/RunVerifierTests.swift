import Foundation
import Testing
import Verbatim
import VerbatimTestSupport

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

    // MARK: One bit

    /// Changes a bit at some places of every file of a run, and tells what verify says of it; nil if it accepts.
    private func flipBits(
        in name: String, under prefix: String = "", _ body: (_ file: String, _ text: String?) throws -> Void
    ) throws {
        let folder = fixture.folder.appending(path: name)
        var generator = SampleGenerator(8)
        let files = FileManager.default.subpaths(atPath: folder.path)!.sorted()
        for file in files where file.contains(".") && file.hasPrefix(prefix) {
            let url = folder.appending(path: file)
            let bytes = try Data(contentsOf: url)
            let places =
                (0..<12).map { _ in generator.int(0...bytes.count - 1) } + [0, bytes.count - 2, bytes.count - 1]
            for place in places {
                var flipped = bytes
                flipped[place] ^= 1 << UInt8(generator.int(0...7))
                try flipped.write(to: url)
                var text: String?
                do {
                    let certificate = try verify(name)
                    let rejected = certificate.checks.filter(\.isRejected).map { "\($0.what): \($0.result)" }
                    if !certificate.isAccepted { text = rejected.joined(separator: "\n") }
                } catch let error as VerbatimError {
                    text = error.description
                }
                try body(file, text)
            }
            try bytes.write(to: url)
        }
    }

    @Test func oneFlippedBitAnywhereIsFoundAndNamed() throws {
        let model = Sequential {
            Flatten()
            Dense(3, activation: .softmax)
        }
        try fixture.fit(
            trainer: Fixtures.trainer(model, optimizer: .adam(learningRate: 0.01)), every: 5, keepsData: true)
        var files: Set<String> = []
        try flipBits(in: "run") { file, text in
            files.insert(file)
            let name = URL(filePath: file).lastPathComponent
            // The ledger names the record; without its last newline that record counts as torn.
            #expect(
                text?.contains(name) == true || file == "ledger.txt" && text?.contains("record") == true,
                "\(file): \(text ?? "accepted")")
        }
        #expect(
            files.isSuperset(of: [
                "ledger.txt", "configuration.json", "metrics.csv", "data/training.safetensors",
                "data/validation.safetensors", "steps/training-16.mlir", "checkpoints/step-000000000.safetensors",
            ]), "\(files)")
    }

    @Test func oneFlippedBitInABatchThatIsKeptIsFoundAndNamed() throws {
        let (x, y) = Fixtures.images(20)
        let halved = try ArrayDataset(x, y).mapped("half", seed: 5) { sample, _ in
            let pixels = sample.inputs[0].array(of: Float.self).map { $0 / 2 }
            sample.inputs[0] = try TensorValue(pixels, shape: sample.inputs[0].shape)
        }
        let model = Sequential {
            Flatten()
            Dense(3, activation: .softmax)
        }
        try Fixtures.trainer(model).fit(halved, batchSize: 16, run: fixture.directory(every: 3, keepsData: true))
        try flipBits(in: "run", under: "data/") { file, text in
            let step = Int(file.dropFirst("data/step-".count).prefix(9))!
            #expect(
                text?.contains("step \(step)") == true || text?.contains(file) == true,
                "\(file): \(text ?? "accepted")")
        }
    }

    @Test func oneFlippedBitInAPackIsFound() throws {
        try fixture.fit(every: 5, keepsData: true)
        let file = fixture.folder.appending(path: "packed.run")
        let bytes = try Data(fixture.recorded().files.packed(data: nil))
        var generator = SampleGenerator(9)
        var places = Array(0..<400)
        for _ in 0..<200 { places.append(generator.int(0...bytes.count - 1)) }
        for place in places {
            var flipped = bytes
            flipped[place] ^= 1 << UInt8(generator.int(0...7))
            try flipped.write(to: file)
            #expect {
                try RecordedRun(file.path)
            } throws: { "\($0)".contains("packed.run is damaged") }
        }
    }

    // MARK: What callbacks do

    /// Records a run that is killed three times on the way, and returns its certificate.
    private func interrupted(
        optimizer: any Optimizer = .adam(learningRate: 0.01), metrics: [any Metric] = [.sparseCategoricalAccuracy],
        callbacks: () -> [any Callback]
    ) throws -> Certificate {
        func trainer() throws -> Trainer { try RunFixture.trainer(optimizer: optimizer, metrics: metrics) }
        let whole = try fixture.fit("whole", trainer: trainer(), every: 3, callbacks: callbacks())
        for stop in [2, 4, 9] {
            #expect(throws: Crash.Failure.self) {
                try fixture.fit(
                    trainer: trainer(), every: 3, keepsData: true, callbacks: callbacks() + [Crash(after: stop)])
            }
        }
        #expect(try fixture.fit(trainer: trainer(), every: 3, keepsData: true, callbacks: callbacks()) == whole)
        #expect(try fixture.ledger() == fixture.ledger("whole"))
        return try verify()
    }

    private func expectEqual(_ certificate: Certificate) {
        #expect(certificate.isAccepted && certificate.verifiedSteps == fixture.steps, "\(certificate.checks)")
        #expect(certificate.checks.allSatisfy { $0.result == "equal" }, "\(certificate.checks)")
    }

    @Test func aLearningRateThatACallbackSetsIsMadeAgain() throws {
        let certificate = try interrupted { [LearningRateScheduler { epoch, rate in epoch == 1 ? rate / 2 : rate }] }
        expectEqual(certificate)
        #expect(certificate.checks.contains { $0.what == "the steps that the learning rate 0.005 gives" })
        let records = try fixture.recorded().ledger.records
        #expect(records.count { $0.kind == "rate" } == 1)
        try fixture.copy(to: "forged")
        try fixture.forgeLedger("forged") { _, text in
            // 0.005 and 0.0025
            text = text.replacing("3f747ae147ae147b", with: "3f647ae147ae147b")
        }
        try rejected("forged", "the steps that the learning rate 0.0025 gives")
    }

    @Test func aRateFromBeforeTheFirstStepIsMadeAgain() throws {
        final class Slower: StatelessCallback {
            func onTrainBegin(_ context: CallbackContext) throws { try context.setLearningRate(0.003) }
        }
        expectEqual(try interrupted { [Slower()] })
    }

    @Test(arguments: [nil, false, true]) func averagesOfParametersAreMadeAgain(swapOnEpoch: Bool?) throws {
        let optimizer = SGD(learningRate: 0.05).with(useEMA: true, emaMomentum: 0.9)
        expectEqual(
            try interrupted(optimizer: optimizer) { swapOnEpoch.map { [SwapEMAWeights(swapOnEpoch: $0)] } ?? [] })
    }

    @Test func weightsThatACallbackGaveCannotBeVerified() throws {
        final class Zeros: StatelessCallback {
            func onEpochEnd(_ context: CallbackContext) throws {
                guard context.epoch == 1 else { return }
                try context.setWeights(context.getWeights())
            }
        }
        #expect {
            try interrupted { [Zeros()] }
        } throws: { "\($0)".contains("a callback gave the model weights") && "\($0)".contains("--steps 1..8") }
        #expect(try verify(selection: .init(steps: 1...6)).isAccepted)
    }

    @Test func metricsOfWholeEpochsAndNumbersOfCallbacksAreMadeAgain() throws {
        final class Noted: StatelessCallback {
            func onEpochEnd(_ context: CallbackContext) { context.log("noted", 7) }
        }
        let metrics: [any Metric] = [
            AUC(), Precision(), FBetaScore(), R2Score(), RootMeanSquaredError(), PearsonCorrelation(),
        ]
        let (x, y) = Fixtures.images(50)
        let classes = equal(y.reshaped([50, 1]), Tensor([0, 1, 2] as [Int32])).cast(to: .f32)
        for stop in [4, 100] {
            let trainer = try Fixtures.trainer(
                RunFixture.model(), optimizer: .adam(learningRate: 0.01), loss: .categoricalCrossentropy,
                metrics: metrics)
            _ = try? trainer.fit(
                x, classes, epochs: 3, batchSize: 16, validationSplit: 0.2, callbacks: [Noted(), Crash(after: stop)],
                run: fixture.directory(every: 3, keepsData: true))
        }
        let certificate = try verify()
        #expect(certificate.isAccepted && certificate.verifiedSteps == 9 && certificate.digest != nil)
        #expect(certificate.checks.allSatisfy { $0.result == "equal" }, "\(certificate.checks)")
    }
}
