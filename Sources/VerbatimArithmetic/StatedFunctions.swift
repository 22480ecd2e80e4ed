/// Elementary functions on f64: a double-double computation, rounded once to nearest even.
///
/// The computed value is within 2^-90 (relative) of the exact one unless a function says otherwise, so the result is the
/// correctly rounded one except where the exact value lies that close to the middle of two neighbours; no such argument is
/// known. Every NaN result is canonical. Nothing here calls the platform's mathematical library.
public enum StatedFunctions {
    /// `e^x`.
    public static func exp(_ x: Double) -> Double {
        if x.isNaN { return .canonicalNaN }
        let (value, exponent) = DoubleDouble.exponential(clamped(x))
        return value.double(scaledBy: exponent)
    }

    /// `2^x`.
    public static func exp2(_ x: Double) -> Double {
        if x.isNaN { return .canonicalNaN }
        let limited = max(-1200, min(1200, x))
        let k = limited.rounded(.toNearestOrEven)
        return (DoubleDouble.reducedExpm1(DoubleDouble.ln2 * (limited - k)) + 1).double(scaledBy: Int(k))
    }

    /// `e^x - 1`.
    public static func expm1(_ x: Double) -> Double {
        if x.isNaN { return .canonicalNaN }
        if x.magnitude < 0x1p-60 { return x }
        if x > 100 { return exp(x) }
        return DoubleDouble.expm1(DoubleDouble(max(-100, x))).hi
    }

    /// `ln x`.
    public static func log(_ x: Double) -> Double {
        positive(x) { logarithm($0).hi }
    }

    /// `log2 x`.
    public static func log2(_ x: Double) -> Double {
        positive(x) {
            $0 < 0x1p-1022
                ? (DoubleDouble.log2(DoubleDouble($0 * 0x1p54)) - 54).hi : DoubleDouble.log2(DoubleDouble($0)).hi
        }
    }

    /// `log10 x`.
    public static func log10(_ x: Double) -> Double {
        positive(x) { (logarithm($0) * DoubleDouble.inverseLn10).hi }
    }

    /// `ln(1 + x)`.
    public static func log1p(_ x: Double) -> Double {
        if x.magnitude < 0x1p-60 || x == .infinity { return x }
        if x == -1 { return -.infinity }
        guard x > -1 else { return .canonicalNaN }
        return DoubleDouble.log1p(DoubleDouble(x)).hi
    }

    /// `sin x`.
    public static func sin(_ x: Double) -> Double {
        guard x.isFinite else { return .canonicalNaN }
        return x.magnitude < 0x1p-60 ? x : DoubleDouble.sin(x).hi
    }

    /// `cos x`.
    public static func cos(_ x: Double) -> Double {
        guard x.isFinite else { return .canonicalNaN }
        return x.magnitude < 0x1p-60 ? 1 : DoubleDouble.cos(x).hi
    }

    /// `tan x`.
    public static func tan(_ x: Double) -> Double {
        guard x.isFinite else { return .canonicalNaN }
        return x.magnitude < 0x1p-60 ? x : DoubleDouble.tan(x).hi
    }

    /// The inverse sine, in `[-π/2, π/2]`.
    public static func asin(_ x: Double) -> Double {
        guard x.magnitude <= 1 else { return .canonicalNaN }
        return odd(x) { DoubleDouble.asin($0).hi }
    }

    /// The inverse cosine, in `[0, π]`.
    public static func acos(_ x: Double) -> Double {
        x.magnitude <= 1 ? DoubleDouble.acos(x).hi : .canonicalNaN
    }

    /// The inverse tangent, in `[-π/2, π/2]`.
    public static func atan(_ x: Double) -> Double {
        odd(x) { $0 > 0x1p100 ? DoubleDouble.halfPi.hi : DoubleDouble.atan(DoubleDouble($0)).hi }
    }

    /// `(e^x - e^-x) / 2`.
    public static func sinh(_ x: Double) -> Double {
        odd(x) { $0 > 300 ? halfExp($0) : DoubleDouble.sinh(DoubleDouble($0)).hi }
    }

    /// `(e^x + e^-x) / 2`.
    public static func cosh(_ x: Double) -> Double {
        if x.isNaN { return .canonicalNaN }
        let magnitude = x.magnitude
        return magnitude > 300 ? halfExp(magnitude) : DoubleDouble.cosh(DoubleDouble(magnitude)).hi
    }

    /// `(e^x - e^-x) / (e^x + e^-x)`.
    public static func tanh(_ x: Double) -> Double {
        odd(x) { DoubleDouble.tanh(DoubleDouble(min($0, 60))).hi }
    }

    /// The inverse hyperbolic sine.
    public static func asinh(_ x: Double) -> Double {
        odd(x) {
            if $0 == .infinity { return $0 }
            return $0 > 0x1p200 ? (logarithm($0) + DoubleDouble.ln2).hi : DoubleDouble.asinh($0).hi
        }
    }

    /// The inverse hyperbolic cosine, for `x >= 1`.
    public static func acosh(_ x: Double) -> Double {
        guard x >= 1 else { return .canonicalNaN }
        if x == .infinity { return x }
        return x > 0x1p200 ? (logarithm(x) + DoubleDouble.ln2).hi : DoubleDouble.acosh(x).hi
    }

    /// The inverse hyperbolic tangent, in `[-1, 1]`.
    public static func atanh(_ x: Double) -> Double {
        guard x.magnitude <= 1 else { return .canonicalNaN }
        return odd(x) { $0 == 1 ? .infinity : DoubleDouble.atanh($0).hi }
    }

    /// The error function `2/√π ∫₀ˣ e^{-t²} dt`.
    public static func erf(_ x: Double) -> Double {
        if x.isNaN { return .canonicalNaN }
        if x == 0 { return x }
        if x.magnitude < 0x1p-60 {
            return (DoubleDouble.twoOverRootPi * (x * 0x1p200)).double(scaledBy: -200)
        }
        return odd(x) { DoubleDouble.erf(DoubleDouble(min($0, 8))).hi }
    }

    /// `1 - erf x`.
    public static func erfc(_ x: Double) -> Double {
        if x.isNaN { return .canonicalNaN }
        if x > 20 {
            let (value, exponent) = DoubleDouble.erfcFraction(DoubleDouble(min(x, 28)))
            return value.double(scaledBy: exponent)
        }
        let value = DoubleDouble.erfc(DoubleDouble(min(x.magnitude, 20)))
        return x < 0 ? (2 - value).hi : value.hi
    }

    /// `1 / (1 + e^-x)`.
    public static func sigmoid(_ x: Double) -> Double {
        if x.isNaN { return .canonicalNaN }
        // Below -300 the 1 has no share in 2^-90.
        return x < -300 ? exp(x) : DoubleDouble.sigmoid(DoubleDouble(min(x, 300))).hi
    }

    /// The square root; -0 of -0.
    @inlinable
    public static func sqrt(_ x: Double) -> Double {
        x.squareRoot().canonicalized
    }

    /// `1 / √x`; ±infinity of ±0.
    public static func rsqrt(_ x: Double) -> Double {
        if x == 0 { return 1 / x }
        guard x > 0 else { return .canonicalNaN }
        if x == .infinity { return 0 }
        // Scaled by 2^±600, so that no exact product leaves the range.
        if x < 0x1p-300 { return DoubleDouble.rsqrt(x * 0x1p600).hi * 0x1p300 }
        return x > 0x1p300 ? DoubleDouble.rsqrt(x * 0x1p-600).hi * 0x1p-300 : DoubleDouble.rsqrt(x).hi
    }

    /// The cube root.
    public static func cbrt(_ x: Double) -> Double {
        if x.isNaN { return .canonicalNaN }
        if x == 0 || x.isInfinite { return x }
        // Scaled by 2^±600, so that neither a cube nor its low part leaves the range.
        let magnitude = x.magnitude
        let root =
            magnitude < 0x1p-300
            ? DoubleDouble.cbrt(magnitude * 0x1p600).hi * 0x1p-200
            : magnitude > 0x1p300
                ? DoubleDouble.cbrt(magnitude * 0x1p-600).hi * 0x1p200 : DoubleDouble.cbrt(magnitude).hi
        return x < 0 ? -root : root
    }

    /// The inverse error function; ±infinity of ±1, NaN beyond.
    public static func erfInverse(_ x: Double) -> Double {
        guard x.magnitude <= 1 else { return .canonicalNaN }
        if x == 0 { return x }
        if x.magnitude < 0x1p-60 {
            return (Double(x) * 0x1p200 / DoubleDouble.twoOverRootPi).double(scaledBy: -200)
        }
        return odd(x) { $0 == 1 ? .infinity : DoubleDouble.erfInverse($0).hi }
    }

    /// `ln |Γ(x)|`; infinity of 0, of negative integers and of ±infinity.
    ///
    /// The computed value is within `2^-94 max(1, |x|)` (absolute), and within 2^-75 (relative) near 1 and 2.
    public static func lgamma(_ x: Double) -> Double {
        if x.isNaN { return .canonicalNaN }
        if x.isInfinite || (x <= 0 && x == x.rounded(.down)) { return .infinity }
        if x == 1 || x == 2 { return 0 }
        // ln Γ(x) = x ln x - x to the last bit; its double-double would overflow in between.
        if x > 0x1p900 { return ((logarithm(x) - 1) * (x * 0x1p-100)).double(scaledBy: 100) }
        if x.magnitude < 0x1p-60 { return -logarithm(x.magnitude).hi }
        return DoubleDouble.lgamma(x).hi
    }

    /// `Γ'(x) / Γ(x)`; NaN of 0, of negative integers and of -infinity.
    ///
    /// The computed value is within 2^-94 (absolute) where it is small.
    public static func digamma(_ x: Double) -> Double {
        if x.isNaN || (x <= 0 && x == x.rounded(.down)) { return .canonicalNaN }
        if x == .infinity { return x }
        if x.magnitude < 0x1p-500 { return -1 / x }
        return x > 0x1p200 ? logarithm(x).hi : DoubleDouble.digamma(x).hi
    }

    /// `ln x` of a positive finite value, subnormals included.
    static func logarithm(_ x: Double) -> DoubleDouble {
        if x >= 0x1p-1022 { return DoubleDouble.log(DoubleDouble(x)) }
        return DoubleDouble.log(DoubleDouble(x * 0x1p54)) - DoubleDouble.ln2 * 54
    }

    private static func clamped(_ x: Double) -> DoubleDouble {
        DoubleDouble(max(-1000, min(1000, x)))
    }

    /// `e^x / 2`.
    private static func halfExp(_ x: Double) -> Double {
        let (value, exponent) = DoubleDouble.exponential(clamped(x))
        return value.double(scaledBy: exponent - 1)
    }

    private static func positive(_ x: Double, _ function: (Double) -> Double) -> Double {
        if x == 0 { return -.infinity }
        guard x > 0 else { return .canonicalNaN }
        return x == .infinity ? x : function(x)
    }

    /// An odd function that is `x` itself near 0, computed on the magnitude.
    private static func odd(_ x: Double, _ function: (Double) -> Double) -> Double {
        if x.isNaN { return .canonicalNaN }
        if x.magnitude < 0x1p-60 { return x }
        let magnitude = function(x.magnitude)
        return x < 0 ? -magnitude : magnitude
    }
}
