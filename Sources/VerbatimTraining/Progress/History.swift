/// What `fit` reports: for every epoch the loss and metrics, and the digest of the state that it ended with.
public struct History: Sendable, Hashable, Codable {
    /// One number under its name, such as `val_loss`.
    public struct Entry: Sendable, Hashable, Codable {
        /// The name, as Keras prints it.
        public let name: String
        /// The value.
        public let value: Float
    }

    /// The numbers of each epoch, in the order in which Keras prints them.
    public internal(set) var epochs: [[Entry]] = []
    /// The digest of the training state at the end.
    public internal(set) var digest: String = ""

    /// The values under a name, by epoch; empty if there is no such name.
    public subscript(name: String) -> [Float] {
        epochs.compactMap { entries in entries.first { $0.name == name }?.value }
    }
}
