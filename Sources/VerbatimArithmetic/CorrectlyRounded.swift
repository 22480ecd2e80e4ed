/// Elementary functions on f32: the exact mathematical value, rounded once to nearest even.
///
/// The value is computed to about 2^-95 and then rounded, which decides every argument: where the exact value can lie on
/// the middle of two neighbours (powers of two) the computation is exact, and elsewhere no argument of the 2^32 comes
/// closer than about 2^-75 to a middle. Every NaN result is canonical. Signs of zero and limits at infinity are those of
/// IEEE 754's recommended operations. Nothing here calls the platform's mathematical library.
public enum CorrectlyRounded {
    /// `e^x`.
    public static func exp(_ x: Float) -> Float {
        if x.isNaN { return .canonicalNaN }
        return DoubleDouble.exp(clamped(x)).float
    }

    /// `2^x`.
    public static func exp2(_ x: Float) -> Float {
        if x.isNaN { return .canonicalNaN }
        let value = clamped(x)
        let k = value.hi.rounded(.toNearestOrEven)
        let r = DoubleDouble.ln2 * (value.hi - k)
        return (DoubleDouble.reducedExpm1(r) + 1).scaled(by: DoubleDouble.power(Int(k))).float
    }

    /// `e^x - 1`.
    public static func expm1(_ x: Float) -> Float {
        if x.isNaN { return .canonicalNaN }
        if x == 0 { return x }
        return DoubleDouble.expm1(clamped(x)).float
    }

    /// `ln x`.
    public static func log(_ x: Float) -> Float {
        logarithm(x) { DoubleDouble.log($0) }
    }

    /// `log2 x`.
    public static func log2(_ x: Float) -> Float {
        logarithm(x) { DoubleDouble.log2($0) }
    }

    /// `log10 x`.
    public static func log10(_ x: Float) -> Float {
        logarithm(x) { DoubleDouble.log($0) * DoubleDouble.inverseLn10 }
    }

    /// `ln(1 + x)`.
    public static func log1p(_ x: Float) -> Float {
        if x == 0 || x == .infinity { return x }
        if x == -1 { return -.infinity }
        guard x > -1 else { return .canonicalNaN }
        return DoubleDouble.log1p(DoubleDouble(Double(x))).float
    }

    /// `sin x`.
    public static func sin(_ x: Float) -> Float {
        guard x.isFinite else { return .canonicalNaN }
        return x == 0 ? x : DoubleDouble.sin(Double(x)).float
    }

    /// `cos x`.
    public static func cos(_ x: Float) -> Float {
        x.isFinite ? DoubleDouble.cos(Double(x)).float : .canonicalNaN
    }

    /// `tan x`.
    public static func tan(_ x: Float) -> Float {
        guard x.isFinite else { return .canonicalNaN }
        return x == 0 ? x : DoubleDouble.tan(Double(x)).float
    }

    /// The inverse sine, in `[-π/2, π/2]`.
    public static func asin(_ x: Float) -> Float {
        guard x.magnitude <= 1 else { return .canonicalNaN }
        return odd(x) { DoubleDouble.asin($0) }
    }

    /// The inverse cosine, in `[0, π]`.
    public static func acos(_ x: Float) -> Float {
        x.magnitude <= 1 ? DoubleDouble.acos(Double(x)).float : .canonicalNaN
    }

    /// The inverse tangent, in `[-π/2, π/2]`.
    public static func atan(_ x: Float) -> Float {
        if x.isNaN { return .canonicalNaN }
        return odd(x) { $0 == .infinity ? DoubleDouble.halfPi : DoubleDouble.atan(DoubleDouble($0)) }
    }

    /// `(e^x - e^-x) / 2`.
    public static func sinh(_ x: Float) -> Float {
        if x.isNaN { return .canonicalNaN }
        return odd(x) { DoubleDouble.sinh(DoubleDouble(min($0, 300))) }
    }

    /// `(e^x + e^-x) / 2`.
    public static func cosh(_ x: Float) -> Float {
        if x.isNaN { return .canonicalNaN }
        return DoubleDouble.cosh(clamped(x.magnitude)).float
    }

    /// `(e^x - e^-x) / (e^x + e^-x)`.
    public static func tanh(_ x: Float) -> Float {
        if x.isNaN { return .canonicalNaN }
        return odd(x) { DoubleDouble.tanh(DoubleDouble(min($0, 30))) }
    }

    /// The inverse hyperbolic sine.
    public static func asinh(_ x: Float) -> Float {
        if x.isNaN { return .canonicalNaN }
        if x.isInfinite { return x }
        return odd(x) { DoubleDouble.asinh($0) }
    }

    /// The inverse hyperbolic cosine, for `x >= 1`.
    public static func acosh(_ x: Float) -> Float {
        guard x >= 1 else { return .canonicalNaN }
        return x == .infinity ? x : DoubleDouble.acosh(Double(x)).float
    }

    /// The inverse hyperbolic tangent, in `[-1, 1]`.
    public static func atanh(_ x: Float) -> Float {
        guard x.magnitude <= 1 else { return .canonicalNaN }
        if x.magnitude == 1 { return x < 0 ? -.infinity : .infinity }
        return odd(x) { DoubleDouble.atanh($0) }
    }

    /// The error function `2/√π ∫₀ˣ e^{-t²} dt`.
    public static func erf(_ x: Float) -> Float {
        if x.isNaN { return .canonicalNaN }
        return odd(x) { DoubleDouble.erf(DoubleDouble(min($0, 8))) }
    }

    /// `1 - erf x`.
    public static func erfc(_ x: Float) -> Float {
        if x.isNaN { return .canonicalNaN }
        let value = DoubleDouble.erfc(DoubleDouble(Double(min(x.magnitude, 16))))
        return x < 0 ? (2 - value).float : value.float
    }

    /// `1 / (1 + e^-x)`.
    public static func sigmoid(_ x: Float) -> Float {
        if x.isNaN { return .canonicalNaN }
        return DoubleDouble.sigmoid(clamped(x)).float
    }

    /// The square root; -0 of -0.
    @inlinable
    public static func sqrt(_ x: Float) -> Float {
        x.squareRoot().canonicalized
    }

    /// `1 / √x`; ±infinity of ±0.
    public static func rsqrt(_ x: Float) -> Float {
        if x == 0 { return 1 / x }
        guard x > 0 else { return .canonicalNaN }
        return x == .infinity ? 0 : DoubleDouble.rsqrt(Double(x)).float
    }

    /// The cube root.
    public static func cbrt(_ x: Float) -> Float {
        if x.isNaN { return .canonicalNaN }
        if x.isInfinite { return x }
        return odd(x) { DoubleDouble.cbrt($0) }
    }

    /// The inverse error function; ±infinity of ±1, NaN beyond.
    public static func erfInverse(_ x: Float) -> Float {
        guard x.magnitude <= 1 else { return .canonicalNaN }
        if x.magnitude == 1 { return x < 0 ? -.infinity : .infinity }
        return odd(x) { DoubleDouble.erfInverse($0) }
    }

    /// `ln |Γ(x)|`; infinity of 0, of negative integers and of ±infinity.
    public static func lgamma(_ x: Float) -> Float {
        if x.isNaN { return .canonicalNaN }
        if x.isInfinite || (x <= 0 && x == x.rounded(.down)) { return .infinity }
        if x == 1 || x == 2 { return 0 }
        return DoubleDouble.lgamma(Double(x)).float
    }

    /// `Γ'(x) / Γ(x)`; NaN of 0, of negative integers and of -infinity.
    public static func digamma(_ x: Float) -> Float {
        if x.isNaN || (x <= 0 && x == x.rounded(.down)) { return .canonicalNaN }
        return x == .infinity ? x : DoubleDouble.digamma(Double(x)).float
    }

    /// The value as a double-double, limited to where every result of an exponential has long overflowed.
    private static func clamped(_ x: Float) -> DoubleDouble {
        DoubleDouble(Double(max(-300, min(300, x))))
    }

    private static func logarithm(_ x: Float, _ function: (DoubleDouble) -> DoubleDouble) -> Float {
        if x == 0 { return -.infinity }
        guard x > 0 else { return .canonicalNaN }
        return x == .infinity ? x : function(DoubleDouble(Double(x))).float
    }

    /// An odd function with `f(0) = 0`, computed on the magnitude.
    private static func odd(_ x: Float, _ function: (Double) -> DoubleDouble) -> Float {
        if x == 0 { return x }
        let magnitude = function(Double(x.magnitude)).float
        return x < 0 ? -magnitude : magnitude
    }
}
