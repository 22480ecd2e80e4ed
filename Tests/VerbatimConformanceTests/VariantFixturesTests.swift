import Foundation
import Testing
import VerbatimConformance

/// Cases that Keras 3.15.1 computed for arguments that the public fixtures leave at their defaults; all pass.
@Suite struct VariantFixturesTests {
    private static let set: Result<FixtureSet, any Error> = Result {
        try FixtureSet(
            path: URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/Variants").path(
                percentEncoded: false))
    }

    @Test(arguments: [
        ("callbacks", 16), ("fit", 30), ("layers", 170), ("losses", 6), ("metrics", 4), ("ops", 36), ("optimizers", 6),
        ("train", 28), ("utils", 14),
    ])
    func eachVariantPasses(_ family: String, _ count: Int) throws {
        let set = try Self.set.get()
        var run = FixtureRun()
        var missed: [String: String] = [:]
        for entry in set.entries where entry.family == family {
            switch try run.run(entry, of: set) {
            case .passed: break
            case .rounded(let text), .failed(let text), .unsupported(let text): missed[entry.name] = text
            }
        }
        #expect(missed.isEmpty, "\(missed)")
        #expect(run.passed == count)
    }
}
