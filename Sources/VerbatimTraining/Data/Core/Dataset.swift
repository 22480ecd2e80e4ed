import VerbatimGraph
import VerbatimTensor

/// Samples that are reached by their index: a function of index and epoch, not a stream.
///
/// What `sample(_:epoch:)` gives depends on the data set, the index and the epoch alone, never on what was asked before,
/// so any worker can make any batch, and a run that resumes inside an epoch finds the samples it would have found.
/// Views such as `shuffled(seed:)`, `mapped(_:seed:_:)` and `subset(_:)` are data sets again.
public protocol Dataset: Sendable {
    /// The number of samples in an epoch.
    var count: Int { get }
    /// The types of a sample's inputs and targets.
    var sampleType: SampleType { get }
    /// One sample.
    ///
    /// - Parameters:
    ///   - index: Its place, from 0 to below `count`.
    ///   - epoch: The epoch, counted from 0.
    /// - Throws: `VerbatimError` if it cannot be read.
    func sample(_ index: Int, epoch: Int) throws -> Sample
    /// Writes one sample into a batch; by default what `sample(_:epoch:)` gives, and never anything else.
    ///
    /// - Throws: `VerbatimError` if the sample cannot be read, or is not of `sampleType`.
    func write(_ index: Int, epoch: Int, to row: SampleRow) throws
    /// Which sample of the source is found at a place; by default the place itself.
    func key(_ index: Int, epoch: Int) -> SampleKey
    /// One more than the largest `sample` of a key; by default `count`.
    var keyCount: Int { get }
}

extension Dataset {
    /// Writes what `sample(_:epoch:)` gives into a batch.
    public func write(_ index: Int, epoch: Int, to row: SampleRow) throws {
        let sample = try sample(index, epoch: epoch)
        guard sample.type == sampleType else {
            throw VerbatimError(
                .data, "sample \(index) of a data set is of another type than the data set states",
                received: "\(sample.type)", expected: "\(sampleType)")
        }
        row.copy(sample)
    }

    /// The place itself.
    public func key(_ index: Int, epoch: Int) -> SampleKey { SampleKey(sample: index, epoch: epoch) }

    /// The number of samples.
    public var keyCount: Int { count }

    /// A sample made by writing it; for data sets whose `write` is the original.
    func written(_ index: Int, epoch: Int) throws -> Sample {
        var batch = Batch(inputs: [], targets: [])
        try batch.fill(sampleType, count: 1) { try write(index, epoch: epoch, to: $1) }
        func row(_ value: TensorValue) -> TensorValue { value.reshaped(Array(value.shape.dropFirst())) }
        return Sample(inputs: batch.inputs.map(row), targets: batch.targets.map(row))
    }

    /// Ends the program for an index that no sample has.
    func check(_ index: Int) {
        guard index >= 0, index < count else {
            fatalError("\(Self.self): index \(index) is outside 0 ..< \(count)")
        }
    }
}
