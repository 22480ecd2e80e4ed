import VerbatimArithmetic
import VerbatimGraph
import VerbatimTensor

/// The samples of a data set, each once an epoch, so that every stretch of places has the classes' proportions.
///
/// Sample number r of a class of n, counted from 0, belongs at `(2 r + 1) / 2 n` of the epoch; the places are these in
/// ascending order, the lower class first where two are equal. Which sample of the class comes r-th is the keyed
/// permutation of stream `stratified/` and the class, step the epoch.
public struct StratifiedDataset: Dataset {
    private let base: any Dataset
    private let streams: [RandomStream]
    /// The samples of all classes, class after class.
    private let members: [Int]
    /// Where each class begins in `members`, and the end.
    private let starts: [Int]
    /// For every place, where its class and number within the class stand in `members`.
    private let places: [Int]

    init(_ base: any Dataset, classes: [Int], seed: Int) throws {
        guard classes.count == base.count else {
            throw VerbatimError(
                .data, "stratified sampling got a wrong number of classes", received: "\(classes.count)",
                expected: "\(base.count), one for each sample")
        }
        self.base = base
        members = classes.indices.sorted { (classes[$0], $0) < (classes[$1], $1) }
        var starts: [Int] = []
        var streams: [RandomStream] = []
        for (place, member) in members.enumerated()
        where place == 0 || classes[member] != classes[members[place - 1]] {
            starts.append(place)
            streams.append(RandomStream(seed: seed, "stratified/\(classes[member])"))
        }
        starts.append(members.count)
        self.starts = starts
        self.streams = streams
        struct Turn {
            let place: Int
            let group: Int
            let numerator: UInt
            let denominator: UInt
        }
        places = (0..<streams.count).flatMap { group in
            (starts[group]..<starts[group + 1]).map { place in
                Turn(
                    place: place, group: group, numerator: UInt(2 * (place - starts[group]) + 1),
                    denominator: UInt(starts[group + 1] - starts[group]))
            }
        }.sorted { left, right in
            let a = left.numerator.multipliedFullWidth(by: right.denominator)
            let b = right.numerator.multipliedFullWidth(by: left.denominator)
            return (a.high, a.low, left.group) < (b.high, b.low, right.group)
        }.map(\.place)
    }

    /// As many as before.
    public var count: Int { base.count }
    /// As before.
    public var sampleType: SampleType { base.sampleType }
    /// As before.
    public var keyCount: Int { base.keyCount }

    private func place(_ index: Int, _ epoch: Int) -> Int {
        check(index)
        let turn = places[index]
        // The last class that begins at or before the place.
        var (low, high) = (0, streams.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= turn { low = middle } else { high = middle }
        }
        let order = KeyedPermutation(
            count: starts[low + 1] - starts[low], stream: streams[low], step: UInt64(bitPattern: Int64(epoch)))
        return members[starts[low] + order(turn - starts[low])]
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

extension Dataset {
    /// The samples, each once an epoch, so that every batch has the proportions of the classes; train with `shuffle: false`.
    ///
    /// - Parameters:
    ///   - classes: The class of each sample.
    ///   - seed: The seed of the order within the classes.
    /// - Throws: `VerbatimError` of code `data` unless there is a class for each sample.
    public func stratified(by classes: [Int], seed: Int) throws -> StratifiedDataset {
        try StratifiedDataset(self, classes: classes, seed: seed)
    }
}
