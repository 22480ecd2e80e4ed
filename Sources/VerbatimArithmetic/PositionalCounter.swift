/// Combines leaves keyed by position by the canonical tree, whatever the order and size of the ranges they arrive in.
///
/// Metric totals use it with the sample's position in the epoch, so that they do not depend on the batch size or on the
/// worker that saw a sample. Between ranges it holds at most one complete subtree per gap edge and tree level.
public struct PositionalCounter<Partial> {
    @usableFromInline
    struct Subtree {
        @usableFromInline var start: Int
        @usableFromInline var size: Int
        @usableFromInline var partial: Partial
    }

    /// Disjoint complete subtrees, ascending by start.
    @usableFromInline var subtrees: [Subtree] = []

    /// How many leaves were given.
    public private(set) var count: Int = 0

    /// An empty counter.
    public init() {}

    /// Gives the leaves of positions `start`, `start + 1`, ...
    public mutating func insert(
        _ start: Int, _ leaves: some Sequence<Partial>, merge: (Partial, Partial) -> Partial
    ) {
        for (offset, leaf) in leaves.enumerated() { insert(start + offset, size: 1, leaf, merge: merge) }
    }

    /// Gives one complete subtree: `size` leaves (a power of two) from `start`, a multiple of `size`.
    public mutating func insert(
        _ start: Int, size: Int, _ partial: Partial, merge: (Partial, Partial) -> Partial
    ) {
        guard size > 0, size & (size - 1) == 0, start >= 0, start & (size - 1) == 0 else {
            fatalError("PositionalCounter: \(size) leaves from \(start) are no complete subtree")
        }
        // The place is nearly always the end.
        var index = subtrees.count
        while index > 0, subtrees[index - 1].start > start { index -= 1 }
        guard index == 0 || subtrees[index - 1].start + subtrees[index - 1].size <= start,
            index == subtrees.count || start + size <= subtrees[index].start
        else { fatalError("PositionalCounter: a position in \(start) ..< \(start + size) was given twice") }
        count += size
        var current = Subtree(start: start, size: size, partial: partial)
        while true {
            let isRight = current.start & current.size != 0
            if isRight, index > 0, subtrees[index - 1].size == current.size,
                subtrees[index - 1].start + current.size == current.start
            {
                index -= 1
                let left = subtrees.remove(at: index)
                current = Subtree(start: left.start, size: left.size * 2, partial: merge(left.partial, current.partial))
            } else if !isRight, index < subtrees.count, subtrees[index].size == current.size,
                subtrees[index].start == current.start + current.size
            {
                let right = subtrees.remove(at: index)
                current = Subtree(
                    start: current.start, size: current.size * 2, partial: merge(current.partial, right.partial))
            } else {
                subtrees.insert(current, at: index)
                return
            }
        }
    }

    /// Whether the positions given so far are exactly `0 ..< count`.
    public var isContiguous: Bool {
        var next = 0
        for subtree in subtrees {
            guard subtree.start == next else { return false }
            next += subtree.size
        }
        return true
    }

    /// `T(0, count)`, or `nil` if nothing was given or the positions have a gap.
    public func finish(merge: (Partial, Partial) -> Partial) -> Partial? {
        guard isContiguous, var result = subtrees.last?.partial else { return nil }
        for subtree in subtrees.dropLast().reversed() { result = merge(subtree.partial, result) }
        return result
    }
}

extension PositionalCounter.Subtree: Sendable where Partial: Sendable {}
extension PositionalCounter.Subtree: Equatable where Partial: Equatable {}
extension PositionalCounter.Subtree: Codable where Partial: Codable {}
extension PositionalCounter: Sendable where Partial: Sendable {}
extension PositionalCounter: Equatable where Partial: Equatable {}
extension PositionalCounter: Codable where Partial: Codable {}
