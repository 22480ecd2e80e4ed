import Verbatim

/// Runs cases one by one, counts them and says what fails.
package struct FixtureRun {
    /// What became of a case.
    package enum Outcome {
        /// All tensors lie within their tolerances.
        case passed
        /// What lies outside, and by how much.
        case failed(String)
        /// Why it is not run.
        case unsupported(String)
    }

    /// The cases that hold.
    package private(set) var passed: Int = 0
    /// The cases that do not.
    package private(set) var failed: Int = 0
    /// The cases that are not run.
    package private(set) var unsupported: Int = 0

    /// Makes a run that has counted nothing.
    package init() {}

    /// Runs a case and counts it.
    package mutating func run(_ entry: FixtureSet.Entry, of set: FixtureSet) throws -> Outcome {
        let outcome = try Self.outcome(entry, of: set)
        switch outcome {
        case .passed: passed += 1
        case .failed: failed += 1
        case .unsupported: unsupported += 1
        }
        return outcome
    }

    private static func outcome(_ entry: FixtureSet.Entry, of set: FixtureSet) throws -> Outcome {
        if let reason = KnownDifferences.reason(family: entry.family, name: entry.name) {
            return .unsupported("known difference: \(reason)")
        }
        guard let runner = Families.runners[entry.family] else { return .unsupported("family \(entry.family)") }
        let fixture = try set.fixture(entry)
        do {
            if let reason = try KnownDifferences.reason(fixture) { return .unsupported("known difference: \(reason)") }
            let grades = try Grader(fixture: fixture).grades(try runner.run(fixture))
            guard let worst = grades.max(by: { $0.ratio < $1.ratio }) else { return .failed("nothing was compared") }
            guard worst.ratio > 1 else { return .passed }
            let ratio = worst.ratio.isFinite ? "\((worst.ratio * 100).rounded() / 100)" : "\(worst.ratio)"
            return .failed("\(worst.name): error/tolerance \(ratio)" + (worst.note.isEmpty ? "" : "; \(worst.note)"))
        } catch let reason as Unsupported {
            return .unsupported(reason.reason)
        } catch let error as VerbatimError {
            return .failed("\(error)".split(separator: "\n").joined(separator: "; "))
        }
    }
}
