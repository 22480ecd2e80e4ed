/// A random bijection of `0 ..< count` in constant memory: any element is known without the others.
///
/// An alternating Feistel network of eight rounds over the smallest `bits` with `2^bits >= count`, walked until the value
/// falls inside the range. The value is split in the upper `ceil(bits / 2)` bits and the lower `floor(bits / 2)`; even
/// rounds xor the upper with Philox of the lower, odd rounds the lower with Philox of the upper, each masked to its width.
/// The Philox counter is (half, round, step low, step high), the word taken is the first.
public struct KeyedPermutation: Sendable, Hashable {
    /// How many elements are permuted.
    public let count: Int
    /// The stream that keys it.
    public let stream: RandomStream
    /// Which permutation of the stream, such as the epoch.
    public let step: UInt64

    private let lowerBits: UInt64
    private let upperMask: UInt64
    private let lowerMask: UInt64

    /// The permutation of `0 ..< count` number `step` of `stream`; `count` is at most `2^62`.
    public init(count: Int, stream: RandomStream, step: UInt64 = 0) {
        self.count = count
        self.stream = stream
        self.step = step
        let bits = count < 2 ? 0 : UInt64(Int.bitWidth - (count - 1).leadingZeroBitCount)
        lowerBits = bits / 2
        lowerMask = (1 << lowerBits) - 1
        upperMask = (1 << (bits - lowerBits)) - 1
    }

    private func scramble(_ half: UInt64, round: UInt32) -> UInt64 {
        UInt64(stream.block(UInt32(truncatingIfNeeded: half), position: round, step: step).0)
    }

    /// Where `index` is sent.
    public func callAsFunction(_ index: Int) -> Int {
        walk(index) { value in
            var upper = value >> lowerBits
            var lower = value & lowerMask
            for round: UInt32 in 0..<8 {
                if round & 1 == 0 {
                    upper ^= scramble(lower, round: round) & upperMask
                } else {
                    lower ^= scramble(upper, round: round) & lowerMask
                }
            }
            return upper << lowerBits | lower
        }
    }

    /// The index that is sent to `image`.
    public func inverse(_ image: Int) -> Int {
        walk(image) { value in
            var upper = value >> lowerBits
            var lower = value & lowerMask
            for round: UInt32 in (0..<8).reversed() {
                if round & 1 == 0 {
                    upper ^= scramble(lower, round: round) & upperMask
                } else {
                    lower ^= scramble(upper, round: round) & lowerMask
                }
            }
            return upper << lowerBits | lower
        }
    }

    private func walk(_ start: Int, _ step: (UInt64) -> UInt64) -> Int {
        guard start >= 0, start < count else {
            fatalError("KeyedPermutation: index \(start) is outside 0 ..< \(count)")
        }
        var value = UInt64(start)
        repeat { value = step(value) } while value >= UInt64(count)
        return Int(value)
    }
}
