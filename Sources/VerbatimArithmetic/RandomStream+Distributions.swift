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

    /// Standard normals for elements `0 ..< count` of one sample: elements `2 i` and `2 i + 1` use the same two words.
    public func normals(count: Int, position: Int = 0, step: UInt64 = 0) -> [Float] {
        let words = words(count: count + count % 2, position: position, step: step)
        return (0..<count).map { e in
            let pair = Self.normals(words[e & ~1], words[e | 1])
            return e & 1 == 0 ? pair.0 : pair.1
        }
    }

    /// The standard normal of one element.
    public func normal(_ element: Int, position: Int = 0, step: UInt64 = 0) -> Float {
        let pair = Self.normals(
            word(element & ~1, position: position, step: step), word(element | 1, position: position, step: step))
        return element & 1 == 0 ? pair.0 : pair.1
    }

    /// A standard normal confined to [-2, 2]: the element's normal of the first step, counted from `step`, that is inside.
    public func truncatedNormal(_ element: Int, position: Int = 0, from step: UInt64 = 0) -> Float {
        var step = step
        while true {
            let z = normal(element, position: position, step: step)
            if z.magnitude <= 2 { return z }
            step += 1
        }
    }
}
