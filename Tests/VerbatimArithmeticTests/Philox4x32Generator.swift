import VerbatimArithmetic

/// A seeded source of test values; nothing here ever depends on the system's randomness.
struct Philox4x32Generator: RandomNumberGenerator {
    private let stream: RandomStream
    private var element = 0

    init(seed: UInt64) { stream = RandomStream(seed: seed, name: "tests") }

    mutating func next() -> UInt64 {
        let words = stream.block(UInt32(element & 0xffff_ffff), position: UInt32(element >> 32), step: 0)
        element += 1
        return UInt64(words.0) << 32 | UInt64(words.1)
    }

    mutating func next(below bound: UInt64) -> UInt64 { next() % bound }

    /// Any f32, one time in four from the corners of the format.
    mutating func nastyFloat() -> Float {
        let bits = next()
        let word = UInt32(truncatingIfNeeded: bits)
        switch bits >> 60 {
        case 0: return Float(bitPattern: word & 0x8000_0003)
        case 1: return Float(bitPattern: word & 0x807f_ffff)
        case 2: return Float(bitPattern: 0x7f80_0000 | word & 0x8000_0000)
        case 3: return [1, -1, 0.5, -2, .nan, .greatestFiniteMagnitude, 0x1p-126, -0.0][Int(word % 8)]
        case 4, 5, 6, 7: return Float(bitPattern: word & 0x80ff_ffff | 0x3f00_0000)
        default: return Float(bitPattern: word)
        }
    }
}
