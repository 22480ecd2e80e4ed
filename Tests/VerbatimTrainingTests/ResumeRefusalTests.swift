import Foundation
import Testing
import Verbatim

/// A run that would not go on exactly is refused, and the reason is named.
@Suite struct ResumeRefusalTests {
    private let fixture = RunFixture()

    private func refused(_ words: String..., by body: () throws -> History) {
        #expect {
            try body()
        } throws: { error in
            let text = "\(error)"
            guard error is VerbatimError, words.allSatisfy(text.contains) else {
                Issue.record("expected \(words), received \(text)")
                return false
            }
            return true
        }
    }

    private func crash() {
        #expect(throws: Crash.Failure.self) { try fixture.fit(every: 2, callbacks: [Crash(after: 5)]) }
    }

    @Test func anotherConfigurationIsNamed() throws {
        crash()
        let bytes = try fixture.ledger()
        refused("seed", "998") { try fixture.fit(trainer: RunFixture.trainer(seed: 998)) }
        refused("optimizer.configuration.learningRate", "0.02") {
            try fixture.fit(trainer: RunFixture.trainer(optimizer: .adam(learningRate: 0.02)))
        }
        refused("optimizer.") { try fixture.fit(trainer: RunFixture.trainer(optimizer: .sgd)) }
        refused("metrics.0") { try fixture.fit(trainer: RunFixture.trainer(metrics: [])) }
        refused("epochs", "4") { try fixture.fit(epochs: 4) }
        refused("batchSize", "8") { try fixture.fit(batchSize: 8) }
        refused("shuffle") { try fixture.fit(shuffle: false) }
        let (x, y) = Fixtures.images(50)
        refused("data.training/input0") { try fixture.fit(data: (x + 1, y)) }
        refused("data.training/target0") { try fixture.fit(data: (x, (y + 1) % 3)) }
        refused("model.") {
            try fixture.fit(
                trainer: Fixtures.trainer(
                    optimizer: .adam(learningRate: 0.01), metrics: [.sparseCategoricalAccuracy]))
        }
        #expect(try fixture.ledger() == bytes)
    }

    @Test func resumeSaysWhatHappensToARunThatIsThere() throws {
        refused("there is no run to resume") { try fixture.fit(resume: .required) }
        #expect(!FileManager.default.fileExists(atPath: fixture.folder.path))
        crash()
        refused("holds a run already") { try fixture.fit(resume: .never) }
    }

    @Test func aCallbackThatDoesNotSayItsStateIsNamed() throws {
        final class Forgetful: Callback {}
        refused("Forgetful") { try fixture.fit(callbacks: [Gatherer(), Forgetful()]) }
        #expect(throws: Crash.Failure.self) {
            try fixture.fit(resume: .never, callbacks: [Forgetful(), Crash(after: 2)])
        }
        refused("Forgetful") { try fixture.fit(callbacks: [Forgetful()]) }
    }

    @Test func callbacksWithStatesMustBeThoseOfTheRun() throws {
        #expect(throws: Crash.Failure.self) {
            try fixture.fit(every: 2, callbacks: [Gatherer(), Crash(after: 5)])
        }
        refused("no Gatherer") { try fixture.fit(every: 2) }
        refused("Gatherer#2") { try fixture.fit(every: 2, callbacks: [Gatherer(), Gatherer()]) }
    }

    @Test func changedFilesAreNamed() throws {
        crash()
        for file in ["configuration.json", "steps/training-16.mlir", "steps/training-2.mlir"] {
            let url = fixture.folder.appending(path: "run/\(file)")
            let bytes = try Data(contentsOf: url)
            try RunFixture.change(url) { $0[$0.count / 2] ^= 1 }
            refused(file, "was changed") { try fixture.fit(every: 2) }
            try bytes.write(to: url)
        }
        try RunFixture.change(fixture.folder.appending(path: "run/ledger.txt")) { data in
            data[data.count - 200] ^= 1
        }
        refused("ledger.txt is damaged from record 7 on") { try fixture.fit(every: 2) }
    }

    @Test func aLedgerThatIsGoneOrShorterThanTheCheckpointIsRefused() throws {
        crash()
        let url = fixture.folder.appending(path: "run/ledger.txt")
        let lines = try fixture.ledger().split(separator: UInt8(ascii: "\n"))
        try Data(lines.prefix(3).flatMap { $0 + [UInt8(ascii: "\n")] }).write(to: url)
        refused("is not the ledger of this run's checkpoint", "3 records") { try fixture.fit(every: 2) }
        try FileManager.default.removeItem(at: url)
        refused("checkpoints and no ledger") { try fixture.fit(every: 2) }
    }

    @Test func aRunHasOneWriter() throws {
        final class Nested: StatelessCallback {
            let fixture: RunFixture
            init(_ fixture: RunFixture) { self.fixture = fixture }
            func onBatchEnd(_ context: CallbackContext) throws { try fixture.fit() }
        }
        refused("in use by another process") { try fixture.fit(callbacks: [Nested(fixture)]) }
    }

    @Test func aFolderThatCannotBeMadeIsNamed() throws {
        try FileManager.default.createDirectory(at: fixture.folder, withIntermediateDirectories: true)
        try Data().write(to: fixture.folder.appending(path: "run"))
        refused("folder cannot be made") { try fixture.fit() }
    }

    @Test func countsOutsideTheirRangeAreRefused() {
        refused("every 0") { try fixture.fit(every: 0) }
        refused("keeps checkpoints", "0") { try fixture.fit(keep: 0) }
    }
}
