import Foundation
import Testing
import Verbatim
import VerbatimExamples

/// A program as a file trains what the program trains, and what is wrong in the file is named.
@Suite struct ConfiguredProgramTests {
    private let fixture = RunFixture()

    private func write(_ text: String) throws -> String {
        try FileManager.default.createDirectory(at: fixture.folder, withIntermediateDirectories: true)
        let file = fixture.folder.appending(path: "train.yaml")
        try Data(text.utf8).write(to: file)
        return file.path
    }

    private func settings(steps: Int) throws -> ProgramSettings {
        var settings = ProgramSettings(executor: try CPUExecutor(threads: 2))
        settings.steps = steps
        return settings
    }

    @Test func aPrintedConfigurationTrainsTheSame() throws {
        for (program, steps) in [(DigitsProgram() as any ExampleProgram, 5), (Keras12724Program(), 2)] {
            let settings = try settings(steps: steps)
            let text = try #require(program.configured).text(settings)
            let configured = try ConfiguredProgram(contentsOf: write(text))
            let (expected, found) = (try program.run(settings) { _ in }, try configured.run(settings) { _ in })
            #expect(found.digest == expected.digest && found.losses == expected.losses)
            #expect(try configured.text(settings) == text)
        }
    }

    @Test func changesAreMadeOneAtATime() throws {
        var settings = try settings(steps: 2)
        settings.batchSize = 2
        let program = Keras12724Program()
        let given = try program.run(settings) { _ in }
        #expect(program.changes.count == 8)
        for change in program.changes {
            settings.changes = [change]
            let changed = try program.run(settings) { _ in }
            // Metrics change nothing, whatever else they did to the original.
            let isMetric = [.without(.metric(1)), .without(.metric(2))].contains(change)
            #expect((changed.digest == given.digest) == isMetric, "\(change)")
        }
        settings.changes = [.without(.metric(3))]
        #expect { try program.run(settings) { _ in } } throws: { "\($0)".contains("metric.3") }
    }

    @Test(arguments: [
        ("epoch: 3\n", "epoch"), ("data: {dataset: nothing}\nmodel: x.json", "x.json"), ("- 1", "a list"),
        ("epochs: many", "model"),
    ])
    func mistakesAreNamed(text: String, word: String) throws {
        let path = try write(text)
        #expect { try ConfiguredProgram(contentsOf: path) } throws: { "\($0)".contains(word) }
    }

    @Test func aRunOfTheSeedProgramGoesOn() throws {
        let program = Keras12724Program()
        var settings = try settings(steps: 4)
        settings.batchSize = 2
        let expected = try program.run(settings) { _ in }
        settings.run = fixture.directory(every: 1)
        var lines = 0
        settings.steps = 4
        settings.resume = .ifPresent
        let recorded = try program.run(settings) { if case .line = $0 { lines += 1 } }
        #expect(recorded.digest == expected.digest && recorded.losses == expected.losses && lines == 4)
        let again = try program.run(settings) { _ in }
        #expect(again.digest == expected.digest && again.losses == expected.losses)
    }

    @Test func theRacyProgramHasTwoAnswersAndOneIsRight() throws {
        var settings = try settings(steps: 2)
        settings.batchSize = 4
        let (wrong, right) = (RacyProgram(order: .updateFirst), RacyProgram(order: .readFirst))
        let answers = try [wrong, right, wrong, right].map { try $0.run(settings) { _ in } }
        #expect(answers[0].digest == answers[2].digest && answers[1].digest == answers[3].digest)
        #expect(answers[0].digest != answers[1].digest)
        #expect(answers[0].losses[0] == answers[1].losses[0] && answers[0].losses[1] != answers[1].losses[1])
        settings.run = fixture.directory()
        #expect { try RacyProgram().run(settings) { _ in } } throws: {
            "\($0)".contains("does not give the same twice")
        }
    }
}
