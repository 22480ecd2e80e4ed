import Foundation
import Testing
import Verbatim
import VerbatimExamples

/// The digests that the documents publish are what the programs end with.
@Suite struct PublishedDigestTests {
    @Test func theReadmesDigestStands() throws {
        let readme = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../README.md")
        let line = try String(contentsOf: readme, encoding: .utf8).split(separator: "\n")
            .first { $0.hasPrefix("digest: ") }
        let published = try #require(line).dropFirst("digest: ".count)
        let settings = ProgramSettings(executor: try CPUExecutor())
        let result = try DigitsProgram().run(settings) { _ in }
        #expect(result.digest == published)
        let accuracy = try #require(result.results.first { $0.name == "val_categorical_accuracy" }).value
        #expect(accuracy >= 0.97)
    }

    @Test(arguments: InstructionSet.available, [1, 3])
    func theDigitsAreOneAnswer(set: InstructionSet, threads: Int) throws {
        func digest(_ executor: any Executor) throws -> String {
            var settings = ProgramSettings(executor: executor)
            settings.steps = 4
            return try DigitsProgram().run(settings) { _ in }.digest
        }
        let expected = try digest(ReferenceExecutor())
        #expect(try digest(CPUExecutor(threads: threads, instructionSet: set)) == expected)
        #expect(try digest(CPUExecutor(threads: threads, instructionSet: set, poisonsDeadMemory: true)) == expected)
    }

    @Test func theSeedProgramPrintsTheRightAnswer() throws {
        var settings = ProgramSettings(executor: try CPUExecutor())
        settings.draws = .tensorFlow1
        var lines: [String] = []
        _ = try Keras12724Program().run(settings) { if case .line(let line) = $0 { lines.append(line) } }
        #expect(lines == ["[2.303664, 0.0, 0.0]", "[2.2955852, 1.0, 1.0]"])
    }
}
