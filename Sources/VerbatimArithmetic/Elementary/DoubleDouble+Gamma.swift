/// The logarithm of the gamma function and its derivative.
extension DoubleDouble {
    /// Where Stirling's series with sixteen terms leaves 2^-115.
    private static let stirlingFrom = 24.0

    /// `ln |Γ(x)|` for a finite `x` that is neither 0 nor a negative integer.
    ///
    /// The absolute error is below 2^-94 max(1, |x|); near the zeros at 1 and 2 the relative error is below 2^-75.
    static func lgamma(_ x: Double) -> Self {
        if x < 0 {
            // Γ(x) Γ(1 - x) = π / sin(πx), and Γ(1 - x) = -x Γ(-x).
            if x > -0x1p-60 { return -log(Self(-x)) }
            let s = sinCosPi(x).sin
            let product = (s.hi < 0 ? -s : s) * -x
            return lnPi - log(product) - lgamma(-x)
        }
        if x < 0x1p-60 { return -log(Self(x)) }
        if (x - 1).magnitude < 0x1p-20 {
            let e = sum(x, -1)
            return e * (e * alternating(zetaOver, e) - eulerGamma)
        }
        if (x - 2).magnitude < 0x1p-20 {
            let e = sum(x, -2)
            return e * (e * alternating(zetaLessOneOver, e) + (1 - eulerGamma))
        }
        var z = Self(x)
        var product = one
        while z.hi < stirlingFrom {
            product = product * z
            z = z + 1
        }
        let inverse = 1 / z
        let series = inverse * polynomial(stirling, inverse * inverse)
        let logarithm = log(z)
        // (z - ½) ln z - z, written so that it neither overflows early nor cancels.
        let main = (z - 0.5) * (logarithm - 1) - 0.5
        return main + halfLnTwoPi + series - (product == one ? .zero : log(product))
    }

    /// `c[0] - c[1] x + c[2] x² - ...`.
    private static func alternating(_ coefficients: [Self], _ x: Self) -> Self { polynomial(coefficients, -x) }

    /// The digamma function `Γ'(x) / Γ(x)` for a finite `x` that is neither 0 nor a negative integer.
    static func digamma(_ x: Double) -> Self {
        if x.magnitude < 0x1p-60 { return Self(-1) / Self(x) - eulerGamma }
        if x < 0 {
            // ψ(x) = ψ(-x) - 1/x - π cot(πx)
            let (s, c) = sinCosPi(x)
            return digamma(-x) - 1 / Self(x) - pi * c / s
        }
        var z = Self(x)
        var shift = zero
        while z.hi < stirlingFrom {
            shift = shift + 1 / z
            z = z + 1
        }
        let inverse = 1 / z
        let square = inverse * inverse
        return log(z) - inverse.scaled(by: 0.5) - square * polynomial(harmonic, square) - shift
    }
}
