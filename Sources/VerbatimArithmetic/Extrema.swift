/// Minimum and maximum by StableHLO's rule: NaN wins, and -0 is less than +0.
public enum Extrema {
    /// The greater value; canonical NaN if either is NaN.
    @inlinable
    public static func maximum<Scalar: CanonicalReal>(_ a: Scalar, _ b: Scalar) -> Scalar {
        if a > b { return a }
        if b > a { return b }
        if a == b { return a.sign == .minus ? b : a }
        return .canonicalNaN
    }

    /// The lesser value; canonical NaN if either is NaN.
    @inlinable
    public static func minimum<Scalar: CanonicalReal>(_ a: Scalar, _ b: Scalar) -> Scalar {
        if a < b { return a }
        if b < a { return b }
        if a == b { return a.sign == .minus ? a : b }
        return .canonicalNaN
    }
}
