import VerbatimGraph

/// What tells two runs apart: their configurations, and the first record in which their ledgers differ.
package struct RunComparison: Sendable {
    /// The first record that differs, as each ledger has it.
    package struct Divergence: Sendable {
        /// The record in the first ledger; nil if it ends before.
        package let first: LedgerRecord?
        /// The record in the second ledger; nil if it ends before.
        package let second: LedgerRecord?
        /// The members in which they differ.
        package let differences: [JSONDifference]
    }

    /// The places in which the configurations differ: program, data, arithmetic.
    package let configuration: [JSONDifference]
    /// The first record after the beginning that differs; nil if one ledger has all records of the other.
    package let divergence: Divergence?
    /// The records after the beginning that are equal.
    package let equalRecords: Int
    /// The records of each ledger after the beginning.
    package let recordCounts: (first: Int, second: Int)

    /// Compares the ledgers of two runs.
    package init(_ first: Ledger, _ second: Ledger) {
        configuration = JSONDifference.all(
            first.records.first?.value["configuration"], second.records.first?.value["configuration"])
        let (left, right) = (first.records.dropFirst(), second.records.dropFirst())
        recordCounts = (left.count, right.count)
        // What only one of them recorded is no difference.
        let areFull = [left, right].allSatisfy { $0.contains { $0.operations != nil } }
        let pairs = zip(left, right).map { areFull ? ($0, $1) : ($0.plain, $1.plain) }
        let equal = pairs.prefix { $0 == $1 }.count
        equalRecords = equal
        divergence = pairs.dropFirst(equal).first { _ in true }.map { pair in
            Divergence(
                first: pair.0, second: pair.1, differences: JSONDifference.all(pair.0.value, pair.1.value))
        }
    }
}
