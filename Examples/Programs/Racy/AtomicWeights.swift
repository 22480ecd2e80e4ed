import Synchronization

/// Weights that several threads may read and write at once, each element by itself and in no order.
final class AtomicWeights: @unchecked Sendable {
    // Sendable: every access is an atomic one.
    private let bits: UnsafeMutablePointer<Atomic<UInt32>>
    private let count: Int

    init(_ values: [Float]) {
        count = values.count
        bits = .allocate(capacity: values.count)
        for (place, value) in values.enumerated() { (bits + place).initialize(to: Atomic(value.bitPattern)) }
    }

    deinit {
        bits.deinitialize(count: count)
        bits.deallocate()
    }

    subscript(place: Int) -> Float {
        get { Float(bitPattern: bits[place].load(ordering: .relaxed)) }
        set { bits[place].store(newValue.bitPattern, ordering: .relaxed) }
    }

    /// All of them, one after another.
    var values: [Float] { (0..<count).map { self[$0] } }
}
