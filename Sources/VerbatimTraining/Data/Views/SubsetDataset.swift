import VerbatimArithmetic
import VerbatimGraph
import VerbatimTensor

/// Some of a data set's samples, the same in every epoch.
public struct SubsetDataset: Dataset {
    private enum Choice: Sendable {
        case range(Range<Int>)
        case permuted(KeyedPermutation, Range<Int>)
        case listed([Int])
    }

    private let base: any Dataset
    private let choice: Choice

    private init(_ base: any Dataset, _ choice: Choice) {
        self.base = base
        self.choice = choice
    }

    init(_ base: any Dataset, range: Range<Int>) throws {
        guard range.lowerBound >= 0, range.upperBound <= base.count else {
            throw VerbatimError(
                .data, "a subset reaches outside its data set", received: "samples \(range)",
                expected: "a part of 0..<\(base.count)")
        }
        self.init(base, .range(range))
    }

    init(_ base: any Dataset, indices: [Int]) throws {
        if let bad = indices.first(where: { $0 < 0 || $0 >= base.count }) {
            throw VerbatimError(
                .data, "a subset reaches outside its data set", received: "sample \(bad)",
                expected: "numbers of 0..<\(base.count)")
        }
        self.init(base, .listed(indices))
    }

    /// The first `floor(count * (1 - part))` samples and the rest, in the order of a permutation or as they lie.
    static func split(_ base: any Dataset, _ part: Double, _ order: KeyedPermutation?) throws -> (Self, Self) {
        guard part > 0, part < 1 else {
            throw VerbatimError(
                .configuration, "the validation split is outside its range", received: "\(part)",
                expected: "above 0 and below 1")
        }
        let count = Int((Double(base.count) * (1 - part)).rounded(.down))
        guard count > 0, count < base.count else {
            throw VerbatimError(
                .data, "the validation split leaves one part without samples",
                received: "\(part) of \(base.count) samples", expected: "at least 1 sample in each part",
                remedy: "use more samples or another split")
        }
        func cut(_ range: Range<Int>) -> Self { Self(base, order.map { .permuted($0, range) } ?? .range(range)) }
        return (cut(0..<count), cut(count..<base.count))
    }

    /// The number of samples chosen.
    public var count: Int {
        switch choice {
        case .range(let range), .permuted(_, let range): range.count
        case .listed(let indices): indices.count
        }
    }

    /// As before.
    public var sampleType: SampleType { base.sampleType }
    /// As before.
    public var keyCount: Int { base.keyCount }

    private func place(_ index: Int) -> Int {
        check(index)
        return switch choice {
        case .range(let range): range.lowerBound + index
        case .permuted(let order, let range): order(range.lowerBound + index)
        case .listed(let indices): indices[index]
        }
    }

    /// The sample chosen at a place.
    public func sample(_ index: Int, epoch: Int) throws -> Sample { try base.sample(place(index), epoch: epoch) }

    /// Writes the sample chosen at a place.
    public func write(_ index: Int, epoch: Int, to row: SampleRow) throws {
        try base.write(place(index), epoch: epoch, to: row)
    }

    /// The key of the sample chosen at a place.
    public func key(_ index: Int, epoch: Int) -> SampleKey { base.key(place(index), epoch: epoch) }
}

extension Dataset {
    /// The samples of a range.
    ///
    /// - Throws: `VerbatimError` of code `data` if it reaches outside.
    public func subset(_ range: Range<Int>) throws -> SubsetDataset { try SubsetDataset(self, range: range) }

    /// The samples of a list, in its order; one that is listed twice is there twice.
    ///
    /// - Throws: `VerbatimError` of code `data` if it reaches outside.
    public func subset(_ indices: [Int]) throws -> SubsetDataset { try SubsetDataset(self, indices: indices) }

    /// Two parts without a sample in common: the first `floor(count * (1 - part))` for training, the rest for validation.
    ///
    /// - Parameters:
    ///   - part: The validation's part, above 0 and below 1.
    ///   - seed: Draws which samples go where, by the permutation of stream `split` and step 0; nil splits them as they
    ///     lie, as `fit`'s `validationSplit` does.
    /// - Throws: `VerbatimError` if a part would be empty.
    public func split(
        validation part: Double, seed: Int? = nil
    ) throws -> (training: SubsetDataset, validation: SubsetDataset) {
        try SubsetDataset.split(
            self, part, seed.map { KeyedPermutation(count: count, stream: RandomStream(seed: $0, "split")) })
    }
}
