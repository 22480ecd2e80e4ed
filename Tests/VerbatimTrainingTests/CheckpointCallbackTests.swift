import Foundation
import Testing
import Verbatim

/// ModelCheckpoint saves models, BackupAndRestore keeps a run: both change nothing.
@Suite struct CheckpointCallbackTests {
    private let fixture = RunFixture()

    private func path(_ name: String) -> URL { fixture.folder.appending(path: name) }

    @Test func everyEpochIsSavedOrTheBestAlone() throws {
        let every = ModelCheckpoint(path("every-{epoch}"))
        let best = ModelCheckpoint(path("best"), monitor: "loss", savesBestOnly: true)
        let trainer = try RunFixture.trainer()
        let history = try fixture.fit(nil, trainer: trainer, callbacks: [every, best])
        #expect(history.digest == (try fixture.fit(nil)).digest)
        #expect(best.state == history["loss"].min())
        let (x, _) = Fixtures.images(9)
        let last = try Model(contentsOf: path("every-3"))
        #expect(try Predictor(last)(x).bitsEqual(trainer.predict(x)))
        let lowest = try #require(history["loss"].firstIndex(of: history["loss"].min()!)) + 1
        let (saved, expected) = (try Model(contentsOf: path("best")), try Model(contentsOf: path("every-\(lowest)")))
        #expect(try Predictor(saved)(x).bitsEqual(Predictor(expected)(x)))
        #expect {
            try fixture.fit(nil, callbacks: [ModelCheckpoint(path("x"), monitor: "nothing", savesBestOnly: true)])
        } throws: { "\($0)".contains("nothing") && "\($0)".contains("val_loss") }
    }

    @Test func theBestIsRememberedWhereARunGoesOn() throws {
        func best() -> ModelCheckpoint { ModelCheckpoint(path("best"), monitor: "loss", savesBestOnly: true) }
        let whole = best()
        try fixture.fit("whole", callbacks: [whole])
        #expect(throws: Crash.Failure.self) { try fixture.fit(callbacks: [best(), Crash(after: 6)]) }
        let resumed = best()
        try fixture.fit(callbacks: [resumed])
        #expect(resumed.state == whole.state)
    }

    @Test func aBackupGoesOnAndIsRemoved() throws {
        let expected = try fixture.fit(nil)
        func backup() -> BackupAndRestore { BackupAndRestore(path("backup"), saveEvery: 3) }
        #expect(throws: Crash.Failure.self) { try fixture.fit(nil, callbacks: [backup(), Crash(after: 8)]) }
        #expect(FileManager.default.fileExists(atPath: path("backup").path))
        var resumed: Int?
        let history = try fixture.fit(nil, callbacks: [backup()]) { if case .resumed(let step) = $0 { resumed = step } }
        #expect(resumed == 6 && history == expected)
        #expect(!FileManager.default.fileExists(atPath: path("backup").path))
        #expect { try fixture.fit(callbacks: [backup()]) } throws: { "\($0)".contains("one place") }
    }
}
