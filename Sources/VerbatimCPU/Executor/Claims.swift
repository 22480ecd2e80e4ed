import Synchronization

/// How many pieces of each share of a stage are taken.
final class Claims: @unchecked Sendable {
    // Sendable: counts are atomic.
    private let counts: UnsafeMutablePointer<Atomic<Int>>
    private let shares: Int
    /// Each count has two cache lines, which are fetched in pairs.
    private static let distance = 128 / MemoryLayout<Atomic<Int>>.stride

    init(shares: Int) {
        self.shares = shares
        counts = .allocate(capacity: shares * Self.distance)
        for index in 0..<shares * Self.distance { (counts + index).initialize(to: Atomic(0)) }
    }

    deinit {
        counts.deinitialize(count: shares * Self.distance)
        counts.deallocate()
    }

    /// Begins with no piece taken, before the threads are called.
    func reset() {
        for share in 0..<shares { counts[share * Self.distance].store(0, ordering: .relaxed) }
    }

    /// Takes the next piece of a share, or gives nil if all are taken.
    func next(of share: Int, below count: Int) -> Int? {
        let number = counts[share * Self.distance].wrappingAdd(1, ordering: .relaxed).oldValue
        return number < count ? number : nil
    }
}
