/// Combines leaves that arrive in order by the canonical tree, keeping one partial per set bit of their count.
public struct BinaryCounter<Partial> {
    /// The pending complete subtrees, largest first.
    @usableFromInline var partials: [Partial] = []

    /// How many leaves were pushed.
    public private(set) var count: Int = 0

    /// An empty counter.
    public init() {}

    /// An empty counter with memory for partials: as many as the number of leaves will have bits.
    public init(minimumCapacity: Int) { partials.reserveCapacity(minimumCapacity) }

    /// A counter that goes on from another's pending subtrees; nil unless there is one for each set bit of `count`.
    public init?(pending: [Partial], count: Int) {
        guard count >= 0, pending.count == count.nonzeroBitCount else { return nil }
        partials = pending
        self.count = count
    }

    /// The complete subtrees that wait for a neighbour of their size, largest first.
    public var pending: [Partial] { partials }

    /// Adds the next leaf, merging while two neighbours have the same size.
    public mutating func push(_ leaf: Partial, merge: (Partial, Partial) -> Partial) {
        var carry = leaf
        var bits = count
        while bits & 1 == 1 {
            carry = merge(partials.removeLast(), carry)
            bits >>= 1
        }
        partials.append(carry)
        count += 1
    }

    /// `T(0, count)`, or `nil` if nothing was pushed.
    ///
    /// The counter is left as it is.
    public func finish(merge: (Partial, Partial) -> Partial) -> Partial? {
        guard var result = partials.last else { return nil }
        for partial in partials.dropLast().reversed() { result = merge(partial, result) }
        return result
    }
}

extension BinaryCounter where Partial: AdditiveArithmetic {
    /// Adds the next leaf of a sum.
    public mutating func push(_ leaf: Partial) { push(leaf, merge: { $0 + $1 }) }

    /// The sum of all leaves; zero if there is none.
    public var sum: Partial { finish(merge: { $0 + $1 }) ?? .zero }
}

extension BinaryCounter: Sendable where Partial: Sendable {}
extension BinaryCounter: Equatable where Partial: Equatable {}
extension BinaryCounter: Codable where Partial: Codable {}
