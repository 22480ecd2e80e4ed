import VerbatimGraph

/// Several passes over a data set as one epoch, each an epoch of the data set's own.
///
/// Pass p of epoch e is the data set's epoch `e * times + p`: a shuffled one takes another order in every pass, and
/// augmentation draws anew.
public struct RepeatedDataset: Dataset {
    /// The number of passes in an epoch.
    public let times: Int
    /// The number of samples of all passes.
    public let count: Int
    private let base: any Dataset

    init(_ base: any Dataset, times: Int) throws {
        let (count, overflows) = base.count.multipliedReportingOverflow(by: times)
        guard times >= 0, !overflows, count < 1 << 62 else {
            throw VerbatimError(
                .configuration, "a data set cannot be repeated so often", received: "\(times) times",
                expected: "0 or more, and fewer than 2^62 samples in all")
        }
        self.base = base
        self.times = times
        self.count = count
    }

    /// As before.
    public var sampleType: SampleType { base.sampleType }
    /// As before.
    public var keyCount: Int { base.keyCount }

    private func place(_ index: Int, _ epoch: Int) -> (index: Int, epoch: Int) {
        check(index)
        let (pass, place) = index.quotientAndRemainder(dividingBy: base.count)
        return (place, epoch &* times &+ pass)
    }

    /// The sample of the pass that a place falls in.
    public func sample(_ index: Int, epoch: Int) throws -> Sample {
        let place = place(index, epoch)
        return try base.sample(place.index, epoch: place.epoch)
    }

    /// Writes the sample of the pass that a place falls in.
    public func write(_ index: Int, epoch: Int, to row: SampleRow) throws {
        let place = place(index, epoch)
        try base.write(place.index, epoch: place.epoch, to: row)
    }

    /// The key of the sample in its pass.
    public func key(_ index: Int, epoch: Int) -> SampleKey {
        let place = place(index, epoch)
        return base.key(place.index, epoch: place.epoch)
    }
}

extension Dataset {
    /// Several passes over the samples as one epoch.
    ///
    /// - Throws: `VerbatimError` of code `configuration` for a negative number, or more samples than can be counted.
    public func repeated(_ times: Int) throws -> RepeatedDataset { try RepeatedDataset(self, times: times) }
}
