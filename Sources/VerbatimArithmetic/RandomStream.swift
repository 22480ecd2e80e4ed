/// Random numbers addressed by stream, step, row in the global batch and element, never by what was drawn before.
///
/// The key is the first eight bytes of SHA-256 over the seed (eight bytes, little-endian) and the stream's name
/// (UTF-8), read as two little-endian words. The counter is (block within the sample, position in the global batch, step
/// low, step high). Element `e` of a sample is word `e % 4` of block `e / 4`.
public struct RandomStream: Sendable, Hashable {
    /// The first word of the generator's key.
    public let key0: UInt32
    /// The second word of the generator's key.
    public let key1: UInt32

    /// The stream called `name` under `seed`.
    public init(seed: UInt64, name: String) {
        var digest = SHA256Digest()
        digest.update(littleEndian: seed)
        digest.update(utf8: name)
        let bytes = digest.bytes
        func word(_ start: Int) -> UInt32 {
            (0..<4).reduce(0) { $0 | UInt32(bytes[start + $1]) << UInt32(8 * $1) }
        }
        key0 = word(0)
        key1 = word(4)
    }

    /// The stream with the given key.
    public init(key0: UInt32, key1: UInt32) {
        self.key0 = key0
        self.key1 = key1
    }

    /// Four consecutive words of a sample.
    @inlinable
    public func block(_ block: UInt32, position: UInt32, step: UInt64) -> Philox4x32.Block {
        Philox4x32.block(
            counter: (block, position, UInt32(truncatingIfNeeded: step), UInt32(truncatingIfNeeded: step >> 32)),
            key: (key0, key1))
    }

    /// The random word of one element.
    @inlinable
    public func word(_ element: Int, position: Int = 0, step: UInt64 = 0) -> UInt32 {
        let words = block(UInt32(element / 4), position: UInt32(position), step: step)
        switch element % 4 {
        case 0: return words.0
        case 1: return words.1
        case 2: return words.2
        default: return words.3
        }
    }

    /// The words of elements `0 ..< count` of one sample.
    public func words(count: Int, position: Int = 0, step: UInt64 = 0) -> [UInt32] {
        // Making an empty array in place writes its count into the one empty array that all threads share.
        if count == 0 { return [] }
        return [UInt32](unsafeUninitializedCapacity: count) { buffer, initialized in
            for start in stride(from: 0, to: count, by: 4) {
                let words = block(UInt32(start / 4), position: UInt32(position), step: step)
                buffer[start] = words.0
                if start + 1 < count { buffer[start + 1] = words.1 }
                if start + 2 < count { buffer[start + 2] = words.2 }
                if start + 3 < count { buffer[start + 3] = words.3 }
            }
            initialized = count
        }
    }

    /// Uniform in `[0, 1)`: the word's upper 24 bits times `2^-24`.
    @inlinable
    public static func uniform(_ word: UInt32) -> Float {
        Float(word >> 8) * 0x1p-24
    }

    /// The bound below which a word means true, in 64 bits: `round(probability * 2^32)`, ties to even.
    ///
    /// A probability outside `[0, 1]` is clamped; NaN counts as 0.
    @inlinable
    public static func bernoulliThreshold(_ probability: Double) -> UInt64 {
        guard probability > 0 else { return 0 }
        return UInt64((Swift.min(probability, 1) * 0x1p32).rounded(.toNearestOrEven))
    }

    /// True with the given probability: the word lies below `bernoulliThreshold`.
    @inlinable
    public static func bernoulli(_ word: UInt32, _ probability: Double) -> Bool {
        UInt64(word) < bernoulliThreshold(probability)
    }
}
