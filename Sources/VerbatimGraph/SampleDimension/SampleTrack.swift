/// What is known of where samples lie in a value.
enum SampleTrack: Sendable, Hashable {
    /// The value does not depend on samples.
    case none
    /// Consecutive groups of `indicesPerSample` indices of a dimension belong to consecutive samples.
    case along(dimension: Int, indicesPerSample: Int)
    /// The value depends on samples in a way that is no longer known, since the described operation.
    case lost(String)
}
