/// The exponential function and its inverses.
extension DoubleDouble {
    /// `e^r - 1` for `|r| <= 0.36`, with a small relative error near 0 too.
    ///
    /// Taylor's series of `r / 16`, then four doublings `p ← p (2 + p)`.
    static func reducedExpm1(_ r: Self) -> Self {
        let t = r.scaled(by: 0x1p-4)
        var p = inverseFactorials[14]
        var n = 13
        while n >= 1 {
            p = inverseFactorials[n] + p * t
            n -= 1
        }
        p = p * t
        for _ in 0..<4 { p = p * (p + 2) }
        return p
    }

    /// `x` less the nearest multiple `k` of ln 2; `|x| < 1100`.
    static func reduceByLn2(_ x: Self) -> (r: Self, k: Int) {
        let k = (x.hi * inverseLn2.hi).rounded(.toNearestOrEven)
        let r = ((x - product(k, ln2.hi)) - product(k, ln2.lo)) - k * ln2Tail
        return (r, Int(k))
    }

    /// `e^x = value * 2^exponent` with a value in `[0.7, 1.42]`; `|x| < 1100`.
    static func exponential(_ x: Self) -> (value: Self, exponent: Int) {
        let (r, k) = reduceByLn2(x)
        return (reducedExpm1(r) + 1, k)
    }

    /// `e^x`, for `|x| < 600`.
    static func exp(_ x: Self) -> Self {
        let (value, exponent) = exponential(x)
        return value.scaled(by: power(exponent))
    }

    /// `e^x - 1`, with a small relative error near 0 too, for `|x| < 600`.
    static func expm1(_ x: Self) -> Self {
        let (r, k) = reduceByLn2(x)
        let p = reducedExpm1(r)
        if k == 0 { return p }
        let scale = power(k)
        return p.scaled(by: scale) + (sum(scale, -1))
    }

    /// `2^exponent` for a normal result.
    @inline(__always)
    static func power(_ exponent: Int) -> Double {
        Double(bitPattern: UInt64(exponent + 1023) << 52)
    }

    /// `ln((1 + s) / (1 - s)) / 2 = artanh s` for `|s| <= 0.18` by its series.
    static func artanhSeries(_ s: Self) -> Self { s * polynomial(inverseOdds, s * s) }

    /// `x = m * 2^exponent` with `m` in `[√½, √2)`, for a positive normal `x`.
    static func split(_ x: Self) -> (m: Self, exponent: Int) {
        // √2 = 0x1.6a09e667f3bcdp+0: adding the distance to 2 carries into the exponent.
        let exponent = Int((x.hi.bitPattern &+ 0x0009_5f61_9980_c433) >> 52) - 1023
        // Two steps, for 2^-exponent may be subnormal.
        let half = -exponent / 2
        let scale = power(half)
        let rest = power(-exponent - half)
        return (Self(x.hi * scale * rest, x.lo * scale * rest), exponent)
    }

    /// `ln x = ln m + exponent ln 2`, for a positive normal `x`.
    static func log(_ x: Self) -> Self {
        let (m, exponent) = split(x)
        let f = m - 1
        let logarithm = artanhSeries(f / (f + 2)).scaled(by: 2)
        return exponent == 0 ? logarithm : ln2 * Double(exponent) + logarithm
    }

    /// `log2 x`, exact for powers of two.
    static func log2(_ x: Self) -> Self {
        let (m, exponent) = split(x)
        let f = m - 1
        return (artanhSeries(f / (f + 2)).scaled(by: 2) * inverseLn2) + Double(exponent)
    }

    /// `ln(1 + x)`, with a small relative error near 0 too, for `x > -1`.
    static func log1p(_ x: Self) -> Self {
        if x.hi.magnitude < 0.28 { return artanhSeries(x / (x + 2)).scaled(by: 2) }
        return log(x + 1)
    }

    /// The cube root of a positive normal value.
    static func cbrt(_ x: Double) -> Self {
        // A start good to 4 %, from a third of the exponent.
        var y = Double(bitPattern: x.bitPattern / 3 + 0x2a9f_5cc6_2cb0_f9e1)
        for _ in 0..<5 { y -= (y - x / (y * y)) / 3 }
        let cube = product(y, y) * y
        return sum(y, -((cube - x).hi / (3 * y * y)))
    }

    /// `1 / √x` of a positive normal value.
    static func rsqrt(_ x: Double) -> Self {
        let y = 1 / x.squareRoot()
        // 1 - y²x from exact products; then y (1 + rest / 2 + 3/8 rest²).
        let square = product(y, y)
        let main = product(square.hi, x)
        let tail = product(square.lo, x)
        let rest = (sum(1, -main.hi) - main.lo) - tail
        return y + y * (rest.scaled(by: 0.5) + rest * rest.scaled(by: 0.375))
    }

    /// `1 / (1 + e^-x)`, for `|x| < 600`.
    static func sigmoid(_ x: Self) -> Self { 1 / (exp(-x) + 1) }

    /// The hyperbolic sine, for `|x| < 600`.
    static func sinh(_ x: Self) -> Self {
        let t = expm1(x)
        return (t + t / (t + 1)).scaled(by: 0.5)
    }

    /// The hyperbolic cosine, for `|x| < 600`.
    static func cosh(_ x: Self) -> Self {
        let t = exp(x)
        return (t + 1 / t).scaled(by: 0.5)
    }

    /// The hyperbolic tangent, for `|x| < 300`.
    static func tanh(_ x: Self) -> Self {
        let t = expm1(x.scaled(by: 2))
        return t / (t + 2)
    }

    /// The inverse hyperbolic sine of a value that is not negative.
    static func asinh(_ x: Double) -> Self {
        let square = product(x, x)
        return log1p(square / ((square + 1).squareRoot() + 1) + x)
    }

    /// The inverse hyperbolic cosine of a value of at least 1.
    static func acosh(_ x: Double) -> Self {
        let t = sum(x, -1)
        return log1p((t * (t + 2)).squareRoot() + t)
    }

    /// The inverse hyperbolic tangent of a value inside (-1, 1).
    static func atanh(_ x: Double) -> Self {
        let numerator = 2 * x.magnitude
        let result = log1p(numerator / sum(1, -x.magnitude)).scaled(by: 0.5)
        return x < 0 ? -result : result
    }
}
