/// Why a peer did not measure.
struct PeerFailure: Error {
    /// In a few words.
    let text: String
}
