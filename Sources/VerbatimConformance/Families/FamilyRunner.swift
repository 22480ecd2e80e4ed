import Verbatim

/// Computes what the cases of one family expect.
protocol FamilyRunner: Sendable {
    /// The answers of a case; every expected name needs one.
    ///
    /// - Throws: `Unsupported` for what Verbatim does not have, `VerbatimError` for what it refuses.
    func run(_ fixture: Fixture) throws -> [Answer]
}
