/// Conversions whose edge cases IEEE 754 and Swift leave open.
public enum Conversions {
    /// `value` truncated toward zero and saturated to the integer's range; NaN gives 0.
    @inlinable
    public static func integer<Scalar: CanonicalReal, Integer: FixedWidthInteger>(
        _ value: Scalar, _: Integer.Type = Integer.self
    ) -> Integer {
        if value.isNaN { return 0 }
        let truncated = value.rounded(.towardZero)
        // Both bounds are powers of two (or zero), hence exact in every format.
        if truncated < Scalar(Integer.min) { return Integer.min }
        let width = Integer.isSigned ? Integer.bitWidth - 1 : Integer.bitWidth
        if truncated >= Scalar(sign: .plus, exponent: Scalar.Exponent(width), significand: 1) { return Integer.max }
        return Integer(truncated)
    }
}
