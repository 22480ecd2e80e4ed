/// The mark of a sum over samples: how its index space is cut in leaves, which combine by the canonical tree.
///
/// A leaf is the operation applied to `elementsPerLeaf` consecutive indices of one summed dimension; within it the
/// operation's plain rule runs. The last leaf may be shorter.
public struct SampleSum: Sendable, Hashable {
    /// Which summed dimension carries the samples: the place in `dimensions` of a reduce, in `lhsContracting` of a
    /// `dot_general`, or in (kernel spatial..., input feature) of a convolution.
    public var dimension: Int
    /// Consecutive samples in a leaf.
    public var samplesPerLeaf: Int
    /// Indices of the dimension that belong to one sample: more than 1 where a reshape merged dimensions.
    public var indicesPerSample: Int

    /// Makes a mark of its parts.
    public init(dimension: Int, samplesPerLeaf: Int, indicesPerSample: Int = 1) {
        self.dimension = dimension
        self.samplesPerLeaf = samplesPerLeaf
        self.indicesPerSample = indicesPerSample
    }

    /// Consecutive indices of the dimension in a leaf.
    public var indicesPerLeaf: Int { samplesPerLeaf * indicesPerSample }

    /// The leaves of a dimension of a size, in order.
    public func leaves(size: Int) -> [Range<Int>] {
        stride(from: 0, to: size, by: max(1, indicesPerLeaf)).map { $0..<min(size, $0 + indicesPerLeaf) }
    }
}
