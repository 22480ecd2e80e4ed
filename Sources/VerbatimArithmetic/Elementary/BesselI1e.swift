/// The exponentially scaled modified Bessel function of the first kind and order 1, `e^-|x| I1(x)`.
enum BesselI1e {
    /// The value in double-double: the ascending series up to 40, Hankel's asymptotic series beyond.
    static func value(_ x: Double) -> DoubleDouble {
        let magnitude = x.magnitude
        let result = magnitude <= 40 ? ascending(magnitude) : asymptotic(magnitude)
        return x < 0 ? -result : result
    }

    /// `e^-x Σ (x/2)^(2k+1) / (k! (k+1)!)`; all terms are positive.
    private static func ascending(_ x: Double) -> DoubleDouble {
        let half = DoubleDouble(x * 0.5)
        let square = half * half
        var term = half
        var sum = half
        var k = 1.0
        while term.hi > sum.hi * 0x1p-110 {
            term = term * square / DoubleDouble(k * (k + 1))
            sum = sum + term
            k += 1
        }
        return sum * DoubleDouble.exp(DoubleDouble(-x))
    }

    /// `1/√(2πx) Σ (-1)^k (4 - 1)(4 - 9)...(4 - (2k-1)²) / (k! (8x)^k)`, up to its least term.
    private static func asymptotic(_ x: Double) -> DoubleDouble {
        var term = DoubleDouble.one
        var sum = DoubleDouble.one
        var k = 1.0
        while k < 60 {
            let odd = 2 * k - 1
            let next = term * DoubleDouble(odd * odd - 4) / (DoubleDouble(8 * k) * x)
            if next.hi.magnitude < 0x1p-110 || next.hi.magnitude > term.hi.magnitude { break }
            term = next
            sum = sum + term
            k += 1
        }
        return sum / (DoubleDouble.halfPi.scaled(by: 4) * x).squareRoot()
    }
}

extension CorrectlyRounded {
    /// `e^-|x| I1(x)`: a stated algorithm, rounded once.
    public static func besselI1e(_ x: Float) -> Float {
        if x.isNaN { return .canonicalNaN }
        if x.isInfinite { return 0 }
        return x == 0 ? x : BesselI1e.value(Double(x)).float
    }
}

extension StatedFunctions {
    /// `e^-|x| I1(x)`.
    public static func besselI1e(_ x: Double) -> Double {
        if x.isNaN { return .canonicalNaN }
        if x.isInfinite { return 0 }
        return x.magnitude < 0x1p-500 ? x * 0.5 : BesselI1e.value(x).hi
    }
}
