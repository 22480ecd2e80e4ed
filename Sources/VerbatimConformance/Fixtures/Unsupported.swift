/// Why a case cannot be run, or is not meant to pass: it counts as unsupported, not as failed.
struct Unsupported: Error {
    /// The reason, in a few words.
    let reason: String

    init(_ reason: String) { self.reason = reason }
}
