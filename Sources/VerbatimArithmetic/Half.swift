/// IEEE 754's binary16, `f16`: 5 bits of exponent, 10 of significand.
public struct Half: NarrowFloat {
    /// 10.
    public static let significandBitCount: Int = 10
    /// -14.
    public static let leastNormalExponent: Int = -14

    /// The bits: sign, exponent, significand.
    public var bitPattern: UInt16

    /// Makes a number of its bits.
    @inlinable
    public init(bitPattern: UInt16) { self.bitPattern = bitPattern }

    /// The exact value in f32; a NaN keeps its sign and payload.
    @inlinable
    public var float: Float {
        let sign = UInt32(bitPattern & 0x8000) << 16
        let magnitude = UInt32(bitPattern & 0x7fff)
        if magnitude >= 0x7c00 { return Float(bitPattern: sign | 0x7f80_0000 | magnitude << 13 & 0x7f_ffff) }
        if magnitude < 0x0400 {
            let value = Float(magnitude) * 0x1p-24
            return Float(bitPattern: sign | value.bitPattern)
        }
        return Float(bitPattern: sign | (magnitude << 13 + 112 << 23))
    }
}
