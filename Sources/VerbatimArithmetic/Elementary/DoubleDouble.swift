/// An unevaluated sum of two f64, `hi + lo` with `hi` the sum rounded: some 104 bits.
///
/// The operations are the ones analysed by Joldes, Muller and Popescu, "Tight and rigorous error bounds for basic
/// building blocks of double-word arithmetic" (2017). With u = 2^-53 their relative errors are at most: sum 3u²,
/// product 5u², quotient 15u² (13 bits of every value's tail are thus in doubt after a long computation, not more).
struct DoubleDouble: Sendable, Equatable {
    let hi: Double
    let lo: Double

    @inline(__always)
    init(_ hi: Double, _ lo: Double = 0) {
        self.hi = hi
        self.lo = lo
    }

    static let zero = Self(0)
    static let one = Self(1)

    // MARK: Error-free transforms

    /// `a + b` exactly.
    @inline(__always)
    static func sum(_ a: Double, _ b: Double) -> Self {
        let s = a + b
        let virtual = s - a
        return Self(s, (a - (s - virtual)) + (b - virtual))
    }

    /// `a + b` exactly, where `|a| >= |b|` or `a` is 0.
    @inline(__always)
    static func fastSum(_ a: Double, _ b: Double) -> Self {
        let s = a + b
        return Self(s, b - (s - a))
    }

    /// `a * b` exactly, as long as its low part does not underflow.
    @inline(__always)
    static func product(_ a: Double, _ b: Double) -> Self {
        let p = a * b
        return Self(p, (-p).addingProduct(a, b))
    }

    // MARK: Arithmetic

    @inline(__always)
    static func + (x: Self, y: Self) -> Self {
        let s = sum(x.hi, y.hi)
        let t = sum(x.lo, y.lo)
        let v = fastSum(s.hi, s.lo + t.hi)
        return fastSum(v.hi, t.lo + v.lo)
    }

    @inline(__always)
    static func + (x: Self, y: Double) -> Self {
        let s = sum(x.hi, y)
        return fastSum(s.hi, x.lo + s.lo)
    }

    @inline(__always)
    static func + (x: Double, y: Self) -> Self { y + x }

    @inline(__always)
    static prefix func - (x: Self) -> Self { Self(-x.hi, -x.lo) }

    @inline(__always)
    static func - (x: Self, y: Self) -> Self { x + -y }

    @inline(__always)
    static func - (x: Self, y: Double) -> Self { x + -y }

    @inline(__always)
    static func - (x: Double, y: Self) -> Self { -y + x }

    @inline(__always)
    static func * (x: Self, y: Self) -> Self {
        let c = product(x.hi, y.hi)
        let t = (x.lo * y.lo).addingProduct(x.hi, y.lo).addingProduct(x.lo, y.hi)
        return fastSum(c.hi, c.lo + t)
    }

    @inline(__always)
    static func * (x: Self, y: Double) -> Self {
        let c = product(x.hi, y)
        return fastSum(c.hi, c.lo.addingProduct(x.lo, y))
    }

    @inline(__always)
    static func * (x: Double, y: Self) -> Self { y * x }

    @inline(__always)
    static func / (x: Self, y: Self) -> Self {
        let quotient = x.hi / y.hi
        let r = y * quotient
        return fastSum(quotient, ((x.hi - r.hi) + (x.lo - r.lo)) / y.hi)
    }

    @inline(__always)
    static func / (x: Double, y: Self) -> Self { Self(x) / y }

    @inline(__always)
    static func / (x: Self, y: Double) -> Self { x / Self(y) }

    /// The square root of a positive value; 0 of 0.
    @inline(__always)
    func squareRoot() -> Self {
        if hi == 0 { return self }
        let root = hi.squareRoot()
        let rest = (self - Self.product(root, root)).hi
        return Self.fastSum(root, rest / (root + root))
    }

    /// The value times a power of two, exactly, as long as neither part overflows or underflows.
    @inline(__always)
    func scaled(by power: Double) -> Self { Self(hi * power, lo * power) }

    /// The sum `c[0] + c[1] x + c[2] x² + ...` by Horner's rule.
    @inline(__always)
    static func polynomial(_ coefficients: [Self], _ x: Self) -> Self {
        var result = coefficients[coefficients.count - 1]
        var i = coefficients.count - 2
        while i >= 0 {
            result = coefficients[i] + result * x
            i -= 1
        }
        return result
    }

    // MARK: Rounding

    /// `hi` with its last bit made odd unless the value is exact, for a later rounding to fewer bits.
    @inline(__always)
    var roundedToOdd: Double {
        if lo == 0 || !hi.isFinite || hi.bitPattern & 1 == 1 { return hi }
        return Double(bitPattern: (lo > 0) == (hi > 0) ? hi.bitPattern + 1 : hi.bitPattern - 1)
    }

    /// The value rounded once to f32, subnormals included.
    var float: Float { Float(roundedToOdd) }

    /// The value times `2^exponent` rounded once to f64, subnormals included.
    func double(scaledBy exponent: Int) -> Double {
        let scaled = Double(sign: .plus, exponent: exponent, significand: hi)
        if scaled.magnitude > 0x1p-1022 || hi == 0 { return scaled }
        if exponent < -1900 { return hi < 0 ? -0.0 : 0 }
        // Adding 2^52 units leaves a multiple of the unit, the subnormals' last bit before scaling.
        let unit = Double(sign: .plus, exponent: -1074 - exponent, significand: 1)
        let shift = unit * 0x1p52
        let low = hi < 0 ? -lo : lo
        let s = Self.sum(shift, hi.magnitude)
        var multiple = s.hi - shift
        // On a middle, the low part knows better than the even neighbour.
        if s.lo.magnitude == unit * 0.5, low != 0, (low > 0) == (s.lo > 0) { multiple += low > 0 ? unit : -unit }
        let result = Double(sign: .plus, exponent: exponent, significand: multiple)
        return hi < 0 ? -result : result
    }
}
