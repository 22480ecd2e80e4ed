/// The one shape in which partial results over consecutive leaves are combined.
///
/// `T(lo, n) = leaf(lo)` if `n = 1`, else `T(lo, p) ⊕ T(lo + p, n - p)` with `p` the largest power of two below `n`.
/// `BinaryCounter` computes the same in one pass; `PositionalCounter` from ranges that arrive in any order.
public enum CanonicalTree {
    /// The largest power of two below `count`, where the tree over `count >= 2` leaves splits.
    @inlinable
    public static func split(_ count: Int) -> Int {
        1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
    }

    /// Combines leaves `start ..< start + count`; `nil` for none.
    @inlinable
    public static func combine<Partial>(
        _ start: Int = 0, count: Int, leaf: (Int) -> Partial, merge: (Partial, Partial) -> Partial
    ) -> Partial? {
        guard count > 0 else { return nil }
        return combine(start, positive: count, leaf, merge)
    }

    @inlinable
    static func combine<Partial>(
        _ start: Int, positive count: Int, _ leaf: (Int) -> Partial, _ merge: (Partial, Partial) -> Partial
    ) -> Partial {
        if count == 1 { return leaf(start) }
        let left = split(count)
        let first = combine(start, positive: left, leaf, merge)
        return merge(first, combine(start + left, positive: count - left, leaf, merge))
    }

    /// The sum of `leaves` in the tree's order; `+0` for none.
    @inlinable
    public static func sum<Leaves: RandomAccessCollection>(_ leaves: Leaves) -> Leaves.Element
    where Leaves.Element: CanonicalReal {
        let start = leaves.startIndex
        return combine(count: leaves.count, leaf: { leaves[leaves.index(start, offsetBy: $0)] }, merge: { $0 + $1 })
            ?? 0
    }

    /// The complete subtrees that tile leaves `start ..< end`, ascending, at most `2 log2(end)` of them.
    ///
    /// A complete subtree of `size` leaves (a power of two) starts at a multiple of `size`. A node of the tree over more
    /// leaves is such a subtree, or lies on the tree's right edge; so a worker that owns the range hands over exactly
    /// these, and a `PositionalCounter` joins them.
    @inlinable
    public static func subtrees(_ start: Int, _ end: Int) -> [(start: Int, size: Int)] {
        var result: [(start: Int, size: Int)] = []
        var lo = start
        while lo < end {
            var size = lo == 0 ? 1 << (Int.bitWidth - 2) : lo & -lo
            while size > end - lo { size >>= 1 }
            result.append((lo, size))
            lo += size
        }
        return result
    }
}
