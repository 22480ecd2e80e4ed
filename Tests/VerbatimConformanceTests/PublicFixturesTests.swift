import Foundation
import Testing
import VerbatimConformance

/// The public fixtures that Keras computed, packed in this folder: none fails, and what is not run is known by name.
@Suite struct PublicFixturesTests {
    private static let set: Result<FixtureSet, any Error> = Result {
        try FixtureSet(
            path: URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures").path(
                percentEncoded: false))
    }

    /// The families with the numbers of their cases that pass and that are not run.
    private static let families: [(name: String, passed: Int, unsupported: Int)] = []

    @Test(arguments: families.map(\.name)) func noCaseOfTheFamilyFails(_ family: String) throws {
        let set = try Self.set.get()
        let expected = try #require(Self.families.first { $0.name == family })
        var run = FixtureRun()
        for entry in set.entries where entry.family == family {
            if case .failed(let text) = try run.run(entry, of: set) { Issue.record("\(family)/\(entry.name) \(text)") }
        }
        #expect(run.passed == expected.passed)
        #expect(run.unsupported == expected.unsupported)
    }
}
