import Verbatim

/// Runs cases one by one, counts them and says what fails.
package struct FixtureRun {
    /// What became of a case.
    package enum Outcome {
        /// All tensors lie within their tolerances.
        case passed
        /// A tensor misses its f32 tolerance by little, and the case holds in f64: what missed.
        case rounded(String)
        /// What lies outside, and by how much.
        case failed(String)
        /// Why it is not run.
        case unsupported(String)
    }

    /// By what factor rounding alone may miss a tolerance, which is some times the error of a single run in f32.
    private static let mostRounding = 4.0

    /// The cases that hold, with those that hold but for rounding.
    package private(set) var passed: Int = 0
    /// The cases that do not.
    package private(set) var failed: Int = 0
    /// The cases that are not run.
    package private(set) var unsupported: Int = 0

    private let type: FixtureType

    /// Makes a run that has counted nothing.
    package init(_ type: FixtureType = .float32) { self.type = type }

    /// Runs a case and counts it.
    package mutating func run(_ entry: FixtureSet.Entry, of set: FixtureSet) throws -> Outcome {
        let outcome = try outcome(entry, of: set)
        switch outcome {
        case .passed, .rounded: passed += 1
        case .failed: failed += 1
        case .unsupported: unsupported += 1
        }
        return outcome
    }

    private func outcome(_ entry: FixtureSet.Entry, of set: FixtureSet) throws -> Outcome {
        if let reason = KnownDifferences.reason(family: entry.family, name: entry.name) {
            return .unsupported("known difference: \(reason)")
        }
        guard let runner = Families.runners[entry.family] else { return .unsupported("family \(entry.family)") }
        let fixture = try set.fixture(entry)
        do {
            if let reason = try KnownDifferences.reason(fixture) { return .unsupported("known difference: \(reason)") }
            guard let worst = try worst(type == .float64 ? fixture.inDouble() : fixture, runner) else {
                return .failed("nothing was compared")
            }
            if worst.ratio <= 1 { return .passed }
            let mayBeRounding = type == .float32 && worst.ratio <= Self.mostRounding && fixture.isDouble
            return mayBeRounding && holdsInDouble(fixture, runner) ? .rounded("\(worst)") : .failed("\(worst)")
        } catch let reason as Unsupported {
            return .unsupported(reason.reason)
        } catch let error as VerbatimError {
            return .failed("\(error)".split(separator: "\n").joined(separator: "; "))
        }
    }

    /// Whether a case holds in f64; one that cannot be run there does not.
    private func holdsInDouble(_ fixture: Fixture, _ runner: any FamilyRunner) -> Bool {
        guard let worst = try? worst(fixture.inDouble(), runner) else { return false }
        return worst.ratio <= 1
    }

    private func worst(_ fixture: Fixture, _ runner: any FamilyRunner) throws -> Grader.Grade? {
        try Grader(fixture: fixture).grades(try runner.run(fixture)).max { $0.ratio < $1.ratio }
    }
}
