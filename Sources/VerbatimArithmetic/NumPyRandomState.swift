/// The Mersenne twister MT19937 with the draws of NumPy's legacy `RandomState`.
///
/// For replaying programs that seeded NumPy; Verbatim's own numbers come from `RandomStream`.
public struct NumPyRandomState: Sendable {
    private var state: [UInt32]
    private var index = 624

    /// `np.random.RandomState(seed)` for an integer seed of 32 bits.
    public init(seed: UInt32) {
        state = [UInt32](repeating: 0, count: 624)
        state[0] = seed
        for i in 1..<624 {
            state[i] = 1_812_433_253 &* (state[i - 1] ^ state[i - 1] >> 30) &+ UInt32(i)
        }
    }

    /// The next 32 bits.
    public mutating func next() -> UInt32 {
        if index == 624 {
            for i in 0..<624 {
                let y = state[i] & 0x8000_0000 | state[(i + 1) % 624] & 0x7fff_ffff
                state[i] = state[(i + 397) % 624] ^ y >> 1 ^ (y & 1 == 0 ? 0 : 0x9908_b0df)
            }
            index = 0
        }
        var y = state[index]
        index += 1
        y ^= y >> 11
        y ^= y << 7 & 0x9d2c_5680
        y ^= y << 15 & 0xefc6_0000
        return y ^ y >> 18
    }

    /// `randint(0, bound)` with the default 64-bit integer type: masked rejection, one word per try up to `2^32`, else two.
    ///
    /// `bound` is exclusive and at least 1; a bound of 1 draws nothing.
    public mutating func integer(below bound: UInt64) -> UInt64 {
        guard bound > 1 else { return 0 }
        let highest = bound - 1
        let mask = UInt64.max >> UInt64(highest.leadingZeroBitCount)
        while true {
            var value = UInt64(next())
            if highest > 0xffff_ffff { value = value << 32 | UInt64(next()) }
            value &= mask
            if value <= highest { return value }
        }
    }

    /// `random_sample()`: 53 random bits in `[0, 1)`.
    public mutating func uniform() -> Double {
        let high = Double(next() >> 5)
        let low = Double(next() >> 6)
        return (high * 67_108_864 + low) / 9_007_199_254_740_992
    }

    /// `uniform(low, high)`.
    public mutating func uniform(_ low: Double, _ high: Double) -> Double {
        low + (high - low) * uniform()
    }
}
