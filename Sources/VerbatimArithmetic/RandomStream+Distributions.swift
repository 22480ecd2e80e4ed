/// Normal numbers by stated transforms through the correctly rounded functions.
extension RandomStream {
    /// Two independent standard normals from two words, by Box and Muller's transform.
    ///
    /// `u1 = ((w0 >> 8) + 1) 2^-24`, `u2 = (w1 >> 8) 2^-24`, `r = sqrt(-2 * log(u1))`, `a = 2π * u2` with 2π rounded to
    /// f32; the pair is `(r * cos(a), r * sin(a))`. Every operation is rounded to f32.
    public static func normals(_ w0: UInt32, _ w1: UInt32) -> (Float, Float) {
        let u1 = Float((w0 >> 8) + 1) * 0x1p-24
        let radius = CorrectlyRounded.sqrt(-2 * CorrectlyRounded.log(u1))
        let angle = twoPi * uniform(w1)
        return (radius * CorrectlyRounded.cos(angle), radius * CorrectlyRounded.sin(angle))
    }

    /// 2π rounded to f32.
    public static let twoPi: Float = 0x1.921fb6p+2

    /// A standard normal confined to (-2, 2), from one word, by inverting its distribution.
    ///
    /// `v = (2 (w >> 8) + 1 - 2^24) 2^-24` is an odd multiple of 2^-24 in (-1, 1), exact in f32;
    /// `z = √2 * erfInverse(erf(√2) * v)` with both constants rounded to f32, every operation rounded.
    public static func truncatedNormal(_ word: UInt32) -> Float {
        let v = Float(2 * Int32(word >> 8) + 1 - 0x100_0000) * 0x1p-24
        return rootTwo * CorrectlyRounded.erfInverse(erfOfRootTwo * v)
    }

    /// √2 rounded to f32.
    public static let rootTwo: Float = 0x1.6a09e6p+0
    /// erf(√2), the share of a normal within two standard deviations, rounded to f32.
    public static let erfOfRootTwo: Float = 0x1.e8b43p-1

    /// Standard normals for elements `0 ..< count` of one sample: elements `2 i` and `2 i + 1` use the same two words.
    public func normals(count: Int, position: Int = 0, step: UInt64 = 0) -> [Float] {
        let words = words(count: count + count % 2, position: position, step: step)
        return (0..<count).map { e in
            let pair = Self.normals(words[e & ~1], words[e | 1])
            return e & 1 == 0 ? pair.0 : pair.1
        }
    }
}
