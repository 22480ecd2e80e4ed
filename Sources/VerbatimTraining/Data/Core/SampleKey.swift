/// What a sample's random bits are keyed by: its number in the source and the pass over the source.
///
/// It stays with the sample through every view: shuffled, cut, repeated or batched, a sample keeps its key.
public struct SampleKey: Sendable, Hashable {
    /// The sample's number in the source.
    public let sample: Int
    /// The pass over the source, counted from 0; a repeated data set has several in an epoch.
    public let epoch: Int

    /// Makes a key of its parts.
    public init(sample: Int, epoch: Int) {
        self.sample = sample
        self.epoch = epoch
    }
}
