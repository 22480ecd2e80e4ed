/// The error function, its complement and its inverse.
extension DoubleDouble {
    /// The error function of a value that is not negative.
    static func erf(_ x: Self) -> Self {
        x.hi < 2.25 ? erfSeries(x) : 1 - erfc(x)
    }

    /// The complement of the error function of a value in [0, 24].
    static func erfc(_ x: Self) -> Self {
        if x.hi < 2.25 { return 1 - erfSeries(x) }
        let (value, exponent) = erfcFraction(x)
        return value.scaled(by: power(exponent))
    }

    /// `2/√π x e^{-x²} Σ (2x²)^n / (1 · 3 · 5 ⋯ (2n + 1))`: all terms are positive, nothing cancels.
    static func erfSeries(_ x: Self) -> Self {
        let z = (x * x).scaled(by: 2)
        var term = one
        var total = one
        var odd = 3.0
        while term.hi > total.hi * 0x1p-110 {
            term = term * z / odd
            total = total + term
            odd += 2
        }
        return twoOverRootPi * x * exp(-(x * x)) * total
    }

    /// `e^{-x²}/√π · 1/(x + ½/(x + 1/(x + 3/2/(x + ...))))`, evaluated from a depth that leaves 2^-108, for `x` in [2, 28].
    ///
    /// The result is `value * 2^exponent`.
    static func erfcFraction(_ x: Self) -> (value: Self, exponent: Int) {
        let reach = 40 / x.hi
        var k = (reach * reach * 0.5).rounded(.up) + 8
        var t = x
        while k >= 1 {
            t = x + Self(k * 0.5) / t
            k -= 1
        }
        let (value, exponent) = exponential(-(x * x))
        return (inverseRootPi * value / t, exponent)
    }

    /// The inverse error function of a value in (0, 1): Winitzki's approximation and three steps of Halley's method.
    static func erfInverse(_ x: Double) -> Self {
        let logarithm = log1p(-product(x, x)).hi
        let t = 2 / (Double.pi * 0.147) + logarithm * 0.5
        let square = -logarithm / 0.147
        var y = Self((square / ((t * t + square).squareRoot() + t)).squareRoot())
        for _ in 0..<3 {
            // Against the complement from one half on, where erf itself is too close to 1.
            let excess = x < 0.5 ? erf(y) - x : sum(1, -x) - erfc(y)
            let step = excess / (twoOverRootPi * exp(-(y * y)))
            y = y - step / (y * step + 1)
        }
        return y
    }
}
