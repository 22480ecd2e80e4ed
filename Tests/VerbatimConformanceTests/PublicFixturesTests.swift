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

    /// The families with the numbers of their cases that pass, that are not run, and that pass in f64 to 1e-10.
    private static let families: [(name: String, passed: Int, unsupported: Int, double: Int)] = [
        ("activations", 76, 2, 70), ("callbacks", 9, 0, 9), ("constraints", 9, 0, 9), ("fit", 8, 0, 5),
        ("initializers", 46, 0, 46), ("layers", 277, 6, 259), ("legacy_functions", 30, 0, 30),
        ("legacy_optimizers", 29, 0, 29), ("losses", 313, 0, 298), ("metric_fns", 7, 0, 7), ("metrics", 144, 0, 144),
        ("ops", 148, 1, 146), ("optimizers", 113, 5, 48), ("regularizers", 8, 0, 2), ("schedules", 16, 0, 16),
        ("train", 14, 5, 4), ("utils", 8, 0, 8),
    ]

    /// The cases that hold in f64 and miss a tolerance in f32; docs/Conformance.md says why.
    private static let rounded: Set<String> = ["fit/fit.early_stop"]

    @Test(arguments: families.map(\.name)) func theFamilysCasesPass(_ family: String) throws {
        let set = try Self.set.get()
        let expected = try #require(Self.families.first { $0.name == family })
        var run = FixtureRun()
        var failed: [String: String] = [:]
        var rounded: Set<String> = []
        for entry in set.entries where entry.family == family {
            switch try run.run(entry, of: set) {
            case .passed, .unsupported: break
            case .rounded: rounded.insert("\(family)/\(entry.name)")
            case .failed(let text): failed[entry.name] = text
            }
        }
        #expect(failed.isEmpty, "\(failed)")
        #expect(rounded == Self.rounded.filter { $0.hasPrefix("\(family)/") })
        #expect(run.passed == expected.passed)
        #expect(run.unsupported == expected.unsupported)
    }

    /// Of the others docs/Conformance.md says which numbers Keras has in f32 only.
    @Test(arguments: families.map(\.name)) func theFamilysCasesInDouble(_ family: String) throws {
        let set = try Self.set.get()
        let expected = try #require(Self.families.first { $0.name == family })
        var run = FixtureRun(.float64)
        for entry in set.entries where entry.family == family { _ = try run.run(entry, of: set) }
        #expect(run.passed == expected.double)
        #expect(run.unsupported == expected.unsupported)
    }
}
