import VerbatimGraph

/// The samples of several data sets, one after another.
public struct ConcatenatedDataset: Dataset {
    private let parts: [any Dataset]
    /// The place of each part's first sample, and the end.
    private let starts: [Int]
    /// The number of each part's first key, and the end.
    private let keyStarts: [Int]
    /// The type that all parts have.
    public let sampleType: SampleType

    /// Joins data sets of one type.
    ///
    /// - Throws: `VerbatimError` of code `data` if there are none, or they are of different types.
    public init(_ parts: [any Dataset]) throws {
        guard let first = parts.first else {
            throw VerbatimError(
                .data, "no data sets to concatenate", received: "an empty list", expected: "at least 1 data set")
        }
        if let other = parts.first(where: { $0.sampleType != first.sampleType }) {
            throw VerbatimError(
                .data, "data sets of different types were concatenated",
                received: "\(first.sampleType) and \(other.sampleType)", expected: "one type")
        }
        self.parts = parts
        sampleType = first.sampleType
        starts = parts.reduce(into: [0]) { $0.append($0.last! + $1.count) }
        keyStarts = parts.reduce(into: [0]) { $0.append($0.last! + $1.keyCount) }
    }

    /// The number of samples of all parts.
    public var count: Int { starts.last! }
    /// The number of keys of all parts.
    public var keyCount: Int { keyStarts.last! }

    private func part(of index: Int) -> Int {
        check(index)
        return starts.lastIndex { $0 <= index }!
    }

    /// The sample of the part that a place falls in.
    public func sample(_ index: Int, epoch: Int) throws -> Sample {
        let part = part(of: index)
        return try parts[part].sample(index - starts[part], epoch: epoch)
    }

    /// Writes the sample of the part that a place falls in.
    public func write(_ index: Int, epoch: Int, to row: SampleRow) throws {
        let part = part(of: index)
        try parts[part].write(index - starts[part], epoch: epoch, to: row)
    }

    /// The part's key, counted on from the keys of the parts before it.
    public func key(_ index: Int, epoch: Int) -> SampleKey {
        let part = part(of: index)
        let key = parts[part].key(index - starts[part], epoch: epoch)
        return SampleKey(sample: keyStarts[part] + key.sample, epoch: key.epoch)
    }
}

extension Dataset {
    /// These samples and then those of another data set.
    ///
    /// - Throws: `VerbatimError` of code `data` if it is of another type.
    public func concatenated(with other: any Dataset) throws -> ConcatenatedDataset {
        try ConcatenatedDataset([self, other])
    }
}
