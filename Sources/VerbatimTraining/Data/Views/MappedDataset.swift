import VerbatimArithmetic
import VerbatimGraph
import VerbatimTensor

/// The samples of a data set, each changed by a function of the sample and of random numbers keyed to it.
public struct MappedDataset: Dataset {
    /// The function's name, which keys its random numbers.
    public let function: String
    private let base: any Dataset
    private let stream: RandomStream
    private let body: @Sendable (inout Sample, SampleDraws) throws -> Void
    /// The types that the function gives.
    public let sampleType: SampleType

    init(
        _ base: any Dataset, _ function: String, seed: Int, type: SampleType?,
        _ body: @escaping @Sendable (inout Sample, SampleDraws) throws -> Void
    ) {
        self.base = base
        self.function = function
        self.body = body
        stream = RandomStream(seed: seed, "map/\(function)")
        sampleType = type ?? base.sampleType
    }

    /// As many as before.
    public var count: Int { base.count }
    /// As before.
    public var keyCount: Int { base.keyCount }

    /// The changed sample.
    public func sample(_ index: Int, epoch: Int) throws -> Sample {
        var sample = try base.sample(index, epoch: epoch)
        try body(&sample, SampleDraws(stream: stream, key: base.key(index, epoch: epoch)))
        guard sample.type == sampleType else {
            throw VerbatimError(
                .data, "the function \(function) of a data set gives another type than the data set states",
                received: "\(sample.type)", expected: "\(sampleType)", remedy: "state it: mapped(_:type:)")
        }
        return sample
    }

    /// The key of the sample before the change.
    public func key(_ index: Int, epoch: Int) -> SampleKey { base.key(index, epoch: epoch) }
}

extension Dataset {
    /// The samples, each changed by a function.
    ///
    /// The random numbers of a sample depend on the seed, the function's name and the sample's key alone, so they are the
    /// same in whatever order samples are taken. A sample that an epoch has twice is changed alike both times, unless the
    /// data set is repeated.
    ///
    /// ```swift
    /// let augmented = training.mapped("flip", seed: 1) { sample, draws in
    ///     if draws.boolean(0, probability: 0.5) { sample.inputs[0].flipColumns() }
    /// }
    /// ```
    ///
    /// - Parameters:
    ///   - function: The function's name.
    ///   - seed: The seed of its random numbers.
    ///   - type: The types that it gives; nil where they stay as they are.
    ///   - body: The function; it must depend on nothing but its arguments.
    public func mapped(
        _ function: String, seed: Int = 0, type: SampleType? = nil,
        _ body: @escaping @Sendable (_ sample: inout Sample, _ draws: SampleDraws) throws -> Void
    ) -> MappedDataset {
        MappedDataset(self, function, seed: seed, type: type, body)
    }
}
