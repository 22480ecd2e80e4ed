/// What happens where a run directory holds a run already.
public enum Resume: String, Sendable, Hashable, CaseIterable {
    /// Goes on from its newest checkpoint; begins where there is none.
    case ifPresent
    /// Refuses to touch it.
    case never
    /// Goes on from its newest checkpoint; refuses where there is none.
    case required
}
