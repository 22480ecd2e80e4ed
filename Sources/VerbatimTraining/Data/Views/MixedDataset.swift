import VerbatimArithmetic
import VerbatimGraph
import VerbatimNN
import VerbatimTensor

/// The samples of a data set, each mixed with another one, images and labels alike.
///
/// The other one is at the place that a permutation of the epoch names; the part of the first one is drawn for the sample's
/// key from a beta distribution. docs/Arithmetic.md, "Training", states both.
///
/// - Source: Zhang et al., 2018 and Yun et al., 2019, as Keras 3's MixUp and CutMix do it with the samples of a batch.
public struct MixedDataset: Dataset {
    /// How two samples become one.
    enum Mixing: Sendable {
        case up(alpha: Double)
        case cut(factor: Double)
    }

    private let base: any Dataset
    private let mixing: Mixing
    private let partner: RandomStream
    private let part: RandomStream
    private let column: RandomStream

    init(_ base: any Dataset, _ mixing: Mixing, seed: Int) throws {
        let type = base.sampleType
        guard (type.inputs + type.targets).allSatisfy({ $0.element == .f32 }) else {
            throw VerbatimError(
                .data, "samples are mixed as numbers", received: "\(type)", expected: "inputs and targets of f32",
                remedy: "use one-hot labels")
        }
        switch mixing {
        case .up(let alpha):
            guard alpha > 0, alpha <= 1 else {
                throw VerbatimError(
                    .configuration, "the strength of mixing is outside its range", received: "alpha \(alpha)",
                    expected: "above 0, at most 1")
            }
        case .cut(let factor):
            guard factor >= 0, factor <= 1 else {
                throw VerbatimError(
                    .configuration, "the strength of mixing is outside its range", received: "factor \(factor)",
                    expected: "from 0 to 1")
            }
            guard type.inputs.count == 1, type.inputs[0].rank == 3, type.inputs[0].count > 0 else {
                throw VerbatimError(
                    .data, "boxes are cut out of images", received: "\(type)",
                    expected: "one input [height, width, channels]")
            }
        }
        self.base = base
        self.mixing = mixing
        partner = RandomStream(seed: seed, "mix/partner")
        part = RandomStream(seed: seed, "mix/part")
        column = RandomStream(seed: seed, "mix/column")
    }

    /// As many as before.
    public var count: Int { base.count }
    /// As before.
    public var sampleType: SampleType { base.sampleType }
    /// As before.
    public var keyCount: Int { base.keyCount }
    /// The key of the first sample.
    public func key(_ index: Int, epoch: Int) -> SampleKey { base.key(index, epoch: epoch) }

    /// The mixed sample.
    public func sample(_ index: Int, epoch: Int) throws -> Sample {
        let first = try base.sample(index, epoch: epoch)
        let order = KeyedPermutation(count: count, stream: partner, step: UInt64(bitPattern: Int64(epoch)))
        let second = try base.sample(order(index), epoch: epoch)
        let draws = SampleDraws(stream: part, key: key(index, epoch: epoch))
        switch mixing {
        case .up(let alpha):
            let weight = Float(Self.beta(alpha, draws))
            func mixed(_ a: TensorValue, _ b: TensorValue) throws -> TensorValue { try Self.sum(weight, a, b) }
            return Sample(
                inputs: try zip(first.inputs, second.inputs).map(mixed),
                targets: try zip(first.targets, second.targets).map(mixed))
        case .cut(let factor):
            let weight = Self.beta(Self.unit(draws.word(0)) * factor + 1e-6, draws)
            let side = StatedFunctions.sqrt(1 - weight)
            let shape = first.inputs[0].shape
            func range(_ word: UInt32, _ size: Int) -> (low: Double, high: Double) {
                let length = side * Double(size)
                let low = Self.unit(word) * (Double(size) - length)
                return (low, low + length)
            }
            let rows = range(draws.word(1), shape[0])
            let columns = range(SampleDraws(stream: column, key: draws.key).word(0), shape[1])
            var pixels = first.inputs[0].array(of: Float.self)
            let others = second.inputs[0].array(of: Float.self)
            for place in pixels.indices {
                let (row, column) = (Double(place / (shape[1] * shape[2])), Double(place / shape[2] % shape[1]))
                guard row >= rows.low, row < rows.high, column >= columns.low, column < columns.high else { continue }
                pixels[place] = others[place]
            }
            let area = (rows.high - rows.low) * (columns.high - columns.low) / Double(shape[0] * shape[1])
            return Sample(
                inputs: [try TensorValue(pixels, shape: shape)],
                targets: try zip(first.targets, second.targets).map { try Self.sum(Float(1 - area), $0, $1) })
        }
    }

    private static func unit(_ word: UInt32) -> Double { Double(word) * 0x1p-32 }

    private static func sum(_ weight: Float, _ a: TensorValue, _ b: TensorValue) throws -> TensorValue {
        let rest = 1 - weight
        let values = zip(a.array(of: Float.self), b.array(of: Float.self)).map { weight * $0 + rest * $1 }
        return try TensorValue(values, shape: a.shape)
    }

    /// A number of the beta distribution with both parameters alike, by Jöhnk's method.
    private static func beta(_ a: Double, _ draws: SampleDraws) -> Double {
        func logarithm(_ element: Int) -> Double {
            StatedFunctions.log((Double(draws.word(element)) + 0.5) * 0x1p-32) / a
        }
        var element = 2
        while true {
            let (x, y) = (logarithm(element), logarithm(element + 1))
            if StatedFunctions.exp(x) + StatedFunctions.exp(y) <= 1 { return 1 / (1 + StatedFunctions.exp(y - x)) }
            element += 2
        }
    }
}

extension Dataset {
    /// The samples, each mixed up with another one: `w * x + (1 - w) * x'` for inputs and labels, w of a beta distribution.
    ///
    /// It is Keras' `MixUp` for data sets of which any thread makes any sample: the other one is one of the epoch, not of
    /// the batch.
    ///
    /// - Parameters:
    ///   - alpha: How evenly samples are mixed, above 0, at most 1.
    ///   - seed: The seed of the draws.
    /// - Throws: `VerbatimError` for samples that are not f32, and for an alpha outside its range.
    public func mixedUp(alpha: Double = 0.2, seed: Int = 0) throws -> MixedDataset {
        try MixedDataset(self, .up(alpha: alpha), seed: seed)
    }

    /// The images, each with a box of another one pasted in, and their labels mixed by the areas.
    ///
    /// It is Keras' `CutMix` for data sets of which any thread makes any sample: the other one is one of the epoch, not of
    /// the batch.
    ///
    /// - Parameters:
    ///   - factor: How much boxes differ in size, from 0 to 1.
    ///   - seed: The seed of the draws.
    /// - Throws: `VerbatimError` for samples that are not images of f32, and for a factor outside its range.
    public func cutMixed(factor: Double = 1, seed: Int = 0) throws -> MixedDataset {
        try MixedDataset(self, .cut(factor: factor), seed: seed)
    }
}
