import Foundation
import Testing
import Verbatim

/// Nothing is lost: a run that was stopped anywhere goes on to the bits of the run that was not.
@Suite struct ResumeTests {
    private let fixture = RunFixture()

    private static func other(_ number: Int) throws -> Trainer {
        try RunFixture.trainer(
            executor: CPUExecutor(threads: 1 + number % 4, instructionSet: number % 2 == 0 ? .baseline : nil))
    }

    /// Runs in a task of its own, which a callback may cancel.
    private func cancelled(_ body: @escaping @Sendable () throws -> Void) async throws {
        let task = Task { try body() }
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func aCancelledRunGoesOnFromEveryStep() async throws {
        let whole = Gatherer()
        let expected = try fixture.fit("whole", callbacks: [whole])
        let last = try Data(contentsOf: #require(fixture.checkpoints("whole").last))
        for stop in 1...fixture.steps {
            let name = "stop\(stop)"
            let fixture = fixture
            try await cancelled { try fixture.fit(name, callbacks: [Gatherer(), Cancel(after: stop)]) }
            let gatherer = Gatherer()
            var resumed: Int?
            let history = try fixture.fit(
                name, trainer: try Self.other(stop), resume: .required, callbacks: [gatherer]
            ) { if case .resumed(let step) = $0 { resumed = step } }
            #expect(resumed == stop)
            #expect(history == expected, "stopped after step \(stop)")
            #expect(gatherer.state == whole.state, "stopped after step \(stop)")
            #expect(try fixture.ledger(name) == fixture.ledger("whole"), "stopped after step \(stop)")
            #expect(try Data(contentsOf: #require(fixture.checkpoints(name).last)) == last)
        }
    }

    @Test func aCrashedRunMakesStepsAgainAndTheyAreTheSame() throws {
        let expected = try fixture.fit("whole", every: 3)
        for (stop, from) in [(1, 0), (2, 0), (3, 0), (4, 3), (5, 3), (8, 6), (11, 9), (12, 9)] {
            let name = "crash\(stop)"
            #expect(throws: Crash.Failure.self) {
                try fixture.fit(name, every: 3, callbacks: [Crash(after: stop)])
            }
            var resumed: Int?
            let history = try fixture.fit(name, trainer: try Self.other(stop), every: 3) {
                if case .resumed(let step) = $0 { resumed = step }
            }
            #expect(resumed == from)
            #expect(history == expected, "crashed after step \(stop)")
            #expect(try fixture.ledger(name) == fixture.ledger("whole"))
        }
    }

    @Test func aRunThatStopsAfterEveryStepArrives() async throws {
        let expected = try fixture.fit("whole", shuffle: false)
        for stop in 1...fixture.steps {
            let fixture = fixture
            try await cancelled { try fixture.fit(callbacks: [Cancel(after: stop)], shuffle: false) }
        }
        #expect(try fixture.fit(shuffle: false) == expected)
        #expect(try fixture.ledger() == fixture.ledger("whole"))
    }

    @Test func aFinishedRunGivesItsHistoryAgain() throws {
        let (first, second) = (Gatherer(limit: 6), Gatherer(limit: 6))
        let history = try fixture.fit(callbacks: [first])
        #expect(history.epochs.count == 2)
        let trainer = try RunFixture.trainer()
        #expect(try fixture.fit(trainer: trainer, callbacks: [second]) == history)
        #expect(second.state == first.state)
        #expect(try trainer.state.step == 6)
        let text = try String(contentsOf: fixture.folder.appending(path: "run/metrics.csv"), encoding: .utf8)
        #expect(text.split(separator: "\n").count == 3)
        #expect(text.hasPrefix("epoch,loss,sparse_categorical_accuracy,val_loss,val_sparse_categorical_accuracy\n1,"))
    }

    @Test func recordingChangesNothing() throws {
        #expect(try fixture.fit() == fixture.fit(nil))
    }

    @Test func theLastCheckpointsAndTheFirstAreKept() throws {
        try fixture.fit(every: 2, keep: 2)
        #expect(
            try fixture.checkpoints().map(\.lastPathComponent) == [
                "step-000000000.safetensors", "step-000000010.safetensors", "step-000000012.safetensors",
            ])
    }

    @Test func aDamagedNewestCheckpointIsNamedAndPassedOver() throws {
        let expected = try fixture.fit(nil)
        #expect(throws: Crash.Failure.self) { try fixture.fit(every: 2, callbacks: [Crash(after: 7)]) }
        let newest = try #require(fixture.checkpoints().last)
        try RunFixture.change(newest) { $0[$0.count - 5] ^= 4 }
        var warnings: [String] = []
        var resumed: Int?
        let history = try fixture.fit(every: 2) { event in
            if case .warning(let text) = event { warnings.append(text) }
            if case .resumed(let step) = event { resumed = step }
        }
        #expect(warnings.count == 1 && warnings[0].contains("step-000000006.safetensors is damaged"))
        #expect(resumed == 4)
        #expect(history == expected)
    }

    @Test func aTornLedgerIsCutAndGoesOn() throws {
        let expected = try fixture.fit("whole", every: 4)
        #expect(throws: Crash.Failure.self) { try fixture.fit(every: 4, callbacks: [Crash(after: 6)]) }
        let ledger = try fixture.ledger()
        let start = try #require(ledger.dropLast().lastIndex(of: UInt8(ascii: "\n"))) + 1
        for cut in [start, start + 1, start + 70, ledger.count - 2, ledger.count - 1] {
            let name = "cut\(cut)"
            try FileManager.default.copyItem(
                at: fixture.folder.appending(path: "run"), to: fixture.folder.appending(path: name))
            try Data(ledger[..<cut]).write(to: fixture.folder.appending(path: "\(name)/ledger.txt"))
            #expect(try fixture.fit(name, every: 4) == expected)
            #expect(try fixture.ledger(name) == fixture.ledger("whole"))
        }
    }

    @Test func aStepThatComesOutOtherwiseIsRefused() throws {
        #expect(throws: Crash.Failure.self) { try fixture.fit(callbacks: [Crash(after: 3)]) }
        // The ledger of another run under the chain of this one: only its last step differs.
        let ledger = try Ledger(fixture.ledger(), source: "ledger")
        var lines = Array(try fixture.ledger().split(separator: UInt8(ascii: "\n")).dropLast())
        let altered = String(decoding: ledger.records[3].value.serialized(), as: UTF8.self)
            .replacing("\"fingerprint\":\"", with: "\"fingerprint\":\"0")
        let head = try #require(lines.last).prefix(64)
        let bytes = stride(from: 0, to: 64, by: 2).map { place in
            UInt8(String(decoding: head.dropFirst(place).prefix(2), as: UTF8.self), radix: 16)!
        }
        lines.append(Array("\(SHA256Digest.hex(bytes + Array(altered.utf8))) \(altered)".utf8)[...])
        try Data(lines.flatMap { $0 + [UInt8(ascii: "\n")] }).write(
            to: fixture.folder.appending(path: "run/ledger.txt"))
        #expect { try fixture.fit() } throws: { error in
            "\(error)".contains("step 3 does not give again what record 4")
        }
    }

    private static func fingerprint(_ values: [TensorValue]) -> String {
        var fingerprint = StateFingerprint()
        for value in values { value.withUnsafeBytes { fingerprint.append($0) } }
        return fingerprint.hex
    }

    @Test func theStoredStepGivesTheRecordedState() throws {
        try fixture.fit(every: 1, keep: 100)
        let records = try Ledger(fixture.ledger(), source: "ledger").records.filter { $0.kind == "step" }
        let (x, y) = Fixtures.images(50)
        let order = try RunFixture.trainer().order(count: 50, epoch: 0)
        for (step, range) in [(1, 0..<16), (4, 48..<50)] {
            let text = try String(
                contentsOf: fixture.folder.appending(path: "run/steps/training-\(range.count).mlir"), encoding: .utf8)
            let file = try fixture.checkpoints()[step - 1]
            let checkpoint = try Checkpoint(Array(Data(contentsOf: file)), source: file.path)
            let rows = Tensor(range.map { Int32(order($0)) })
            let batch = try Batch(Fixtures.rows(x, rows), Fixtures.rows(y, rows))
            let stored = try ReferenceExecutor().compile(Graph(text: text))
            let outputs = try stored(checkpoint.tensors.map(\.value) + batch.inputs + batch.targets)
            let fingerprint = Self.fingerprint(Array(outputs.prefix(checkpoint.tensors.count)))
            #expect(records[step - 1].text("fingerprint") == fingerprint)
        }
    }
}
