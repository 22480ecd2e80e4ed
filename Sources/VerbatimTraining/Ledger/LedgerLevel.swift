/// How much a run's ledger records of every step.
public enum LedgerLevel: String, Sendable, Hashable, CaseIterable {
    /// Samples, loss, metrics, and the fingerprint of the state.
    case steps
    /// The fingerprint of every operation's output as well; steps take longer and hold all their values.
    case full
}
