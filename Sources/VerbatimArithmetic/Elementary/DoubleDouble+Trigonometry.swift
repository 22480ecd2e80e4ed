/// Circular functions and their inverses.
extension DoubleDouble {
    /// The sine of `|r| <= π/4` by Taylor's series.
    static func reducedSin(_ r: Self) -> Self {
        let z = r * r
        var sum = inverseFactorials[29]
        var n = 27
        while n >= 1 {
            sum = inverseFactorials[n] - sum * z
            n -= 2
        }
        return sum * r
    }

    /// The cosine of `|r| <= π/4` by Taylor's series.
    static func reducedCos(_ r: Self) -> Self {
        let z = r * r
        var sum = inverseFactorials[28]
        var n = 26
        while n >= 0 {
            sum = inverseFactorials[n] - sum * z
            n -= 2
        }
        return sum
    }

    /// The sine of a quadrant's angle.
    static func sin(quadrant: Int, _ r: Self) -> Self {
        switch quadrant & 3 {
        case 0: reducedSin(r)
        case 1: reducedCos(r)
        case 2: -reducedSin(r)
        default: -reducedCos(r)
        }
    }

    /// The sine of a finite value.
    static func sin(_ x: Double) -> Self {
        let (quadrant, r) = HalfPiReduction.reduce(x)
        return sin(quadrant: quadrant, r)
    }

    /// The cosine of a finite value.
    static func cos(_ x: Double) -> Self {
        let (quadrant, r) = HalfPiReduction.reduce(x)
        return sin(quadrant: quadrant + 1, r)
    }

    /// The tangent of a finite value.
    static func tan(_ x: Double) -> Self {
        let (quadrant, r) = HalfPiReduction.reduce(x)
        return sin(quadrant: quadrant, r) / sin(quadrant: quadrant + 1, r)
    }

    /// `sin(πx)` and `cos(πx)`, without rounding `πx`.
    static func sinCosPi(_ x: Double) -> (sin: Self, cos: Self) {
        let nearest = (2 * x).rounded(.toNearestOrEven)
        // x - nearest / 2 is exact: both are multiples of x's last bit, and it is small.
        let r = pi * (x - nearest * 0.5)
        let quadrant = Int(nearest.truncatingRemainder(dividingBy: 4))
        return (sin(quadrant: quadrant, r), sin(quadrant: quadrant + 1, r))
    }

    /// The inverse tangent of a value that is not negative: three halvings of the angle, then the series.
    static func atan(_ x: Self) -> Self {
        if x.hi > 1 { return halfPi - atan(1 / x) }
        var t = x
        for _ in 0..<3 { t = t / ((t * t + 1).squareRoot() + 1) }
        let z = t * t
        var sum = inverseOdds[17]
        var n = 16
        while n >= 0 {
            sum = inverseOdds[n] - sum * z
            n -= 1
        }
        return (sum * t).scaled(by: 8)
    }

    /// The inverse sine of a value in [0, 1].
    static func asin(_ x: Double) -> Self {
        if x == 1 { return halfPi }
        return atan(Self(x) / (sum(1, -x) * sum(1, x)).squareRoot())
    }

    /// The inverse cosine of a value in [-1, 1].
    static func acos(_ x: Double) -> Self {
        if x == -1 { return pi }
        return atan((sum(1, -x) / sum(1, x)).squareRoot()).scaled(by: 2)
    }
}
