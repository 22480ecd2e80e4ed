/// What one run came to, and what it really ran on.
struct Outcome: Sendable {
    /// The text that is compared between runs.
    var value: String
    /// The kernel set and worker count that the run reports; nil for other people's programs.
    var resources: String?
}
