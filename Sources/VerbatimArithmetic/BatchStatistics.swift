/// Count, mean and sum of squared deviations of a set of values, mergeable in the canonical tree.
public struct BatchStatistics<Scalar: CanonicalReal>: Sendable, Equatable {
    /// How many values.
    public var count: Int
    /// Their mean.
    public var mean: Scalar
    /// The sum of squared deviations from the mean.
    public var m2: Scalar

    /// Statistics as given; the default is those of no values.
    @inlinable
    public init(count: Int = 0, mean: Scalar = 0, m2: Scalar = 0) {
        self.count = count
        self.mean = mean
        self.m2 = m2
    }

    /// The statistics of both sets.
    ///
    /// `n = na + nb`, `d = mb - ma`, `mean = ma + d * (nb / n)`, `m2 = (M2a + M2b) + (d * d) * (na * (nb / n))`, every
    /// operation rounded; a side without values returns the other.
    @inlinable
    public static func merge(_ a: Self, _ b: Self) -> Self {
        if a.count == 0 { return b }
        if b.count == 0 { return a }
        let count = a.count + b.count
        let share = Scalar(b.count) / Scalar(count)
        let difference = b.mean - a.mean
        let spread = (difference * difference) * (Scalar(a.count) * share)
        return Self(count: count, mean: a.mean + difference * share, m2: (a.m2 + b.m2) + spread)
    }
}
