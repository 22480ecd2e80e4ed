/// What a verification found: a statement that others can read, and that a program can.
package struct Certificate: Sendable, Codable {
    /// Something that was checked.
    package struct Check: Sendable, Codable {
        /// What.
        package let what: String
        /// What was found: `equal`, why it could not be checked, or how it differs.
        package let result: String
        /// Whether it speaks against the run.
        package let isRejected: Bool
    }

    /// A part of the run between two checkpoints that was made again.
    package struct Segment: Sendable, Codable {
        /// The step that it starts after.
        package let after: Int
        /// Its last step.
        package let last: Int
        /// The steps that were made again.
        package let steps: Int
    }

    /// `verbatim certificate`.
    package var format: String = "verbatim certificate"
    /// The version of the form.
    package var version: Int = 1
    /// The run's folder or file.
    package let run: String
    /// The hash of the ledger's last record: the ledger that this certificate speaks of.
    package let ledgerHead: String
    /// The number of the ledger's records.
    package let ledgerRecords: Int
    /// The digest that the run ended with; nil if it did not end.
    package let digest: String?
    /// The arithmetic of the run, and of the verification.
    package let arithmetic: String
    /// The library that verified it.
    package let library: String
    /// The operating system and processor architecture of the machine.
    package let machine: String
    /// The instruction set that the steps were made again with.
    package let executor: String
    /// The threads that they were made again by.
    package let threads: Int
    /// What was checked, in order.
    package var checks: [Check] = []
    /// What was made again.
    package var segments: [Segment] = []

    /// The steps that the run recorded.
    package let recordedSteps: Int
    /// The steps that were made again.
    package var verifiedSteps: Int = 0
    /// Whether nothing speaks against the run.
    package var isAccepted: Bool = false
}
