import VerbatimArithmetic
import VerbatimGraph
import VerbatimTensor

/// Samples drawn with replacement, each in proportion to its weight.
///
/// In f64: `C[k]` is the sum of the weights up to sample k, added in order; place i of epoch e takes
/// `u = floor((w0 * 2^32 + w1) / 2^11) / 2^53` of the first two words of stream `weighted` at position `i mod 2^32`, step
/// `e + 2^32 * floor(i / 2^32)`, and the first sample k with `C[k] > u * C[last]`, or else the last one of weight above 0.
public struct WeightedDataset: Dataset {
    /// The number of samples drawn in an epoch.
    public let count: Int
    private let base: any Dataset
    private let stream: RandomStream
    private let sums: [Double]
    private let last: Int

    init(_ base: any Dataset, weights: [Double], count: Int?, seed: Int) throws {
        guard weights.count == base.count else {
            throw VerbatimError(
                .data, "weighted sampling got a wrong number of weights", received: "\(weights.count)",
                expected: "\(base.count), one for each sample")
        }
        if let bad = weights.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
            throw VerbatimError(
                .data, "a sample's weight is none", received: "\(weights[bad]) of sample \(bad)",
                expected: "a finite number of at least 0")
        }
        sums = weights.reduce(into: []) { $0.append(($0.last ?? 0) + $1) }
        guard let last = weights.lastIndex(where: { $0 > 0 }), sums.last!.isFinite else {
            throw VerbatimError(
                .data, "the samples' weights have no use", received: "the sum \(sums.last ?? 0)",
                expected: "a finite sum above 0")
        }
        guard count ?? 0 >= 0 else {
            throw VerbatimError(
                .configuration, "weighted sampling got a negative number of samples", received: "\(count ?? 0)",
                expected: "0 or more")
        }
        self.base = base
        self.last = last
        self.count = count ?? base.count
        stream = RandomStream(seed: seed, "weighted")
    }

    /// As before.
    public var sampleType: SampleType { base.sampleType }
    /// As before.
    public var keyCount: Int { base.keyCount }

    private func place(_ index: Int, _ epoch: Int) -> Int {
        check(index)
        let draws = SampleDraws(stream: stream, key: SampleKey(sample: index, epoch: epoch))
        let word = UInt64(draws.word(0)) << 32 | UInt64(draws.word(1))
        let target = Double(word >> 11) * 0x1p-53 * sums[sums.count - 1]
        var (low, high) = (0, sums.count)
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] > target { high = middle } else { low = middle + 1 }
        }
        return min(low, last)
    }

    /// The sample drawn for a place of the epoch.
    public func sample(_ index: Int, epoch: Int) throws -> Sample {
        try base.sample(place(index, epoch), epoch: epoch)
    }

    /// Writes the sample drawn for a place of the epoch.
    public func write(_ index: Int, epoch: Int, to row: SampleRow) throws {
        try base.write(place(index, epoch), epoch: epoch, to: row)
    }

    /// The key of the sample drawn for a place of the epoch.
    public func key(_ index: Int, epoch: Int) -> SampleKey { base.key(place(index, epoch), epoch: epoch) }
}

extension Dataset {
    /// Samples drawn with replacement, each in proportion to its weight.
    ///
    /// - Parameters:
    ///   - weights: The weight of each sample, at least 0.
    ///   - count: How many are drawn in an epoch; nil for as many as there are.
    ///   - seed: The seed of the draws.
    /// - Throws: `VerbatimError` of code `data` unless there is a weight for each sample, and one above 0.
    public func weighted(by weights: [Double], count: Int? = nil, seed: Int) throws -> WeightedDataset {
        try WeightedDataset(self, weights: weights, count: count, seed: seed)
    }
}
