import VerbatimArithmetic
import VerbatimTensor

/// The samples of a data set in another order every epoch, in constant memory.
///
/// Place i of epoch e takes sample `π(i)`, π being the keyed permutation of the stream's step e.
public struct ShuffledDataset: Dataset {
    private let base: any Dataset
    private let stream: RandomStream

    init(_ base: any Dataset, stream: RandomStream) {
        self.base = base
        self.stream = stream
    }

    /// As many as before.
    public var count: Int { base.count }
    /// As before.
    public var sampleType: SampleType { base.sampleType }
    /// As before.
    public var keyCount: Int { base.keyCount }

    private func place(_ index: Int, _ epoch: Int) -> Int {
        KeyedPermutation(count: base.count, stream: stream, step: UInt64(bitPattern: Int64(epoch)))(index)
    }

    /// The sample that the epoch has at a place.
    public func sample(_ index: Int, epoch: Int) throws -> Sample {
        try base.sample(place(index, epoch), epoch: epoch)
    }

    /// Writes the sample that the epoch has at a place.
    public func write(_ index: Int, epoch: Int, to row: SampleRow) throws {
        try base.write(place(index, epoch), epoch: epoch, to: row)
    }

    /// The key of the sample that the epoch has at a place.
    public func key(_ index: Int, epoch: Int) -> SampleKey { base.key(place(index, epoch), epoch: epoch) }
}

extension ShuffledDataset {
    /// The order that an epoch has under a seed: where each place finds its sample.
    static func order(_ count: Int, seed: Int, epoch: Int) -> KeyedPermutation {
        KeyedPermutation(count: count, stream: RandomStream(seed: seed, "shuffle"), step: UInt64(epoch))
    }
}

extension Dataset {
    /// The samples in another order every epoch; the order that `fit` gives to a trainer of this seed.
    public func shuffled(seed: Int) -> ShuffledDataset {
        ShuffledDataset(self, stream: RandomStream(seed: seed, "shuffle"))
    }
}
