/// The upper half of an f32, `bf16`: 8 bits of exponent, 7 of significand.
public struct BFloat16: NarrowFloat {
    /// 7.
    public static let significandBitCount: Int = 7
    /// -126.
    public static let leastNormalExponent: Int = -126

    /// The bits: sign, exponent, significand.
    public var bitPattern: UInt16

    /// Makes a number of its bits.
    @inlinable
    public init(bitPattern: UInt16) { self.bitPattern = bitPattern }

    /// The exact value in f32; a NaN keeps its sign and payload.
    @inlinable
    public var float: Float { Float(bitPattern: UInt32(bitPattern) << 16) }
}
