/// Elementary functions of complex numbers: double-double formulas, each part rounded once.
///
/// Branch cuts and principal values are those of Kahan (1987), "Branch cuts for complex elementary functions". The
/// formulas run in `ComplexDoubleDouble`; cancellation costs digits of the double-doubles, not of the result.
public enum ComplexFunctions {
    /// A complex number of two f64.
    public typealias Number = (re: Double, im: Double)

    /// How a part of a result is rounded.
    public enum Precision: Sendable {
        /// To f32.
        case single
        /// To f64.
        case double
    }

    /// The functions of one argument.
    public enum Function: Sendable {
        /// The inverse cosine.
        case acos
        /// The inverse hyperbolic cosine.
        case acosh
        /// The inverse sine.
        case asin
        /// The inverse hyperbolic sine.
        case asinh
        /// The inverse tangent.
        case atan
        /// The inverse hyperbolic tangent.
        case atanh
        /// The principal cube root.
        case cbrt
        /// The cosine.
        case cos
        /// The hyperbolic cosine.
        case cosh
        /// The exponential.
        case exp
        /// The exponential, less 1.
        case expm1
        /// The principal logarithm.
        case log
        /// The logarithm of 1 more.
        case log1p
        /// `1 / (1 + exp(-z))`.
        case logistic
        /// 1 over the square root.
        case rsqrt
        /// `z / |z|`, and 0 of 0.
        case sign
        /// The sine.
        case sin
        /// The hyperbolic sine.
        case sinh
        /// The principal square root.
        case sqrt
        /// The tangent.
        case tan
        /// The hyperbolic tangent.
        case tanh
    }

    /// A function's value.
    public static func value(_ function: Function, _ z: Number, _ precision: Precision) -> Number {
        let argument = ComplexDoubleDouble(DoubleDouble(z.re), DoubleDouble(z.im))
        let result: ComplexDoubleDouble =
            switch function {
            case .acos: argument.acos()
            case .acosh: argument.acosh()
            case .asin: argument.asin()
            case .asinh: argument.asinh()
            case .atan: argument.atan()
            case .atanh: argument.atanh()
            case .cbrt: argument.root(3)
            case .cos: argument.timesI().cosh()
            case .cosh: argument.cosh()
            case .exp: argument.exp()
            case .expm1: argument.expm1()
            case .log: argument.log()
            case .log1p: argument.log1p()
            case .logistic: argument.logistic()
            case .rsqrt: ComplexDoubleDouble.one / argument.sqrt()
            case .sign: argument.sign()
            case .sin: -argument.timesI().sinh().timesI()
            case .sinh: argument.sinh()
            case .sqrt: argument.sqrt()
            case .tan: -argument.timesI().tanh().timesI()
            case .tanh: argument.tanh()
            }
        return result.rounded(precision)
    }

    /// The magnitude, without overflow on the way.
    public static func magnitude(_ z: Number, _ precision: Precision) -> Double {
        if z.re.isInfinite || z.im.isInfinite { return .infinity }
        if z.re.isNaN || z.im.isNaN { return .canonicalNaN }
        let largest = max(z.re.magnitude, z.im.magnitude)
        guard largest > 0 else { return 0 }
        let exponent = Int(largest.exponent)
        let (x, y) = (scaled(z.re, -exponent), scaled(z.im, -exponent))
        let square = DoubleDouble.product(x, x) + DoubleDouble.product(y, y)
        return rounded(square.squareRoot(), exponent, precision)
    }

    /// The left to the power of the right: `exp(right * log(left))`, and 0 to a positive power is 0.
    public static func power(_ base: Number, _ exponent: Number, _ precision: Precision) -> Number {
        if exponent.re == 0, exponent.im == 0 { return (1, 0) }
        if base.re == 0, base.im == 0 { return exponent.re > 0 ? (0, 0) : (.canonicalNaN, .canonicalNaN) }
        let b = ComplexDoubleDouble(DoubleDouble(base.re), DoubleDouble(base.im))
        let e = ComplexDoubleDouble(DoubleDouble(exponent.re), DoubleDouble(exponent.im))
        return (e * b.log()).exp().rounded(precision)
    }

    /// `-i log((x + iy) / √(x² + y²))`, the angle of (x, y).
    public static func angle(_ y: Number, _ x: Number, _ precision: Precision) -> Number {
        let b = ComplexDoubleDouble(DoubleDouble(y.re), DoubleDouble(y.im))
        let a = ComplexDoubleDouble(DoubleDouble(x.re), DoubleDouble(x.im))
        let unit = (a + b.timesI()) / (a * a + b * b).sqrt()
        return (-unit.log().timesI()).rounded(precision)
    }

    /// The quotient, each part rounded once.
    public static func quotient(_ a: Number, _ b: Number, _ precision: Precision) -> Number {
        let largest = max(b.re.magnitude, b.im.magnitude)
        guard largest > 0, largest.isFinite else {
            if largest == 0 { return (a.re / 0, a.im / 0) }
            return (.canonicalNaN, .canonicalNaN)
        }
        let shift = Int(largest.exponent)
        let top = max(a.re.magnitude, a.im.magnitude)
        guard top > 0, top.isFinite else {
            return ((a.re * b.re + a.im * b.im) / largest, (a.im * b.re - a.re * b.im) / largest)
        }
        let lift = Int(top.exponent)
        let x = ComplexDoubleDouble(
            DoubleDouble(scaled(a.re, -lift)), DoubleDouble(scaled(a.im, -lift)))
        let y = ComplexDoubleDouble(
            DoubleDouble(scaled(b.re, -shift)), DoubleDouble(scaled(b.im, -shift)))
        let q = x / y
        return (rounded(q.re, lift - shift, precision), rounded(q.im, lift - shift, precision))
    }

    private static func scaled(_ x: Double, _ exponent: Int) -> Double {
        Double(sign: .plus, exponent: exponent, significand: x)
    }

    private static func rounded(_ x: DoubleDouble, _ exponent: Int, _ precision: Precision) -> Double {
        switch precision {
        case .single:
            // Odd rounding keeps the one rounding to f32 right; f64's range holds every exponent of f32's quotients.
            return Double(Float(Double(sign: .plus, exponent: exponent, significand: x.roundedToOdd)))
        case .double: return x.double(scaledBy: exponent)
        }
    }
}

/// A complex number of two double-doubles.
package struct ComplexDoubleDouble: Sendable {
    let re: DoubleDouble
    let im: DoubleDouble

    init(_ re: DoubleDouble, _ im: DoubleDouble) {
        self.re = re
        self.im = im
    }

    static let one = Self(.one, .zero)

    static func + (a: Self, b: Self) -> Self { Self(a.re + b.re, a.im + b.im) }
    static func - (a: Self, b: Self) -> Self { Self(a.re - b.re, a.im - b.im) }
    static prefix func - (a: Self) -> Self { Self(-a.re, -a.im) }

    static func * (a: Self, b: Self) -> Self {
        Self(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re)
    }

    static func * (a: Self, b: Double) -> Self { Self(a.re * b, a.im * b) }

    static func / (a: Self, b: Self) -> Self {
        let square = b.re * b.re + b.im * b.im
        return Self((a.re * b.re + a.im * b.im) / square, (a.im * b.re - a.re * b.im) / square)
    }

    func timesI() -> Self { Self(-im, re) }

    /// The greater magnitude of the parts; NaN if one is.
    private var largest: Double {
        re.hi.isNaN || im.hi.isNaN ? .nan : max(re.hi.magnitude, im.hi.magnitude)
    }

    func rounded(_ precision: ComplexFunctions.Precision) -> ComplexFunctions.Number {
        func part(_ x: DoubleDouble) -> Double {
            let value = precision == .single ? Double(x.float) : x.hi
            return value.isNaN ? .canonicalNaN : value
        }
        return (part(re), part(im))
    }

    // MARK: Real functions of double-doubles

    /// Sine and cosine of a double-double: the low part by the angle sum's first order.
    private static func sineCosine(_ x: DoubleDouble) -> (sin: DoubleDouble, cos: DoubleDouble) {
        guard x.hi.isFinite else { return (DoubleDouble(.nan), DoubleDouble(.nan)) }
        let s = x.hi.magnitude < 0x1p-60 ? DoubleDouble(x.hi) : DoubleDouble.sin(x.hi)
        let c = x.hi.magnitude < 0x1p-60 ? DoubleDouble.one : DoubleDouble.cos(x.hi)
        return (s + c * x.lo, c - s * x.lo)
    }

    private static func exp(_ x: DoubleDouble) -> DoubleDouble {
        if x.hi.isNaN { return x }
        if x.hi > 709.7 { return DoubleDouble(.infinity) }
        if x.hi < -700 { return DoubleDouble(StatedFunctions.exp(x.hi)) }
        return DoubleDouble.exp(x)
    }

    private static func log(_ x: DoubleDouble) -> DoubleDouble {
        if x.hi == 0 { return DoubleDouble(-.infinity) }
        guard x.hi > 0, x.hi.isFinite else { return DoubleDouble(x.hi > 0 ? .infinity : .nan) }
        return DoubleDouble.log(x)
    }

    /// The angle of (x, y) in double-double.
    private static func angle(_ y: DoubleDouble, _ x: DoubleDouble) -> DoubleDouble {
        if x.hi.isNaN || y.hi.isNaN { return DoubleDouble(.nan) }
        let isNegative = y.hi.sign == .minus
        let (a, b) = (isNegative ? -y : y, x.hi.sign == .minus ? -x : x)
        var result: DoubleDouble
        if a.hi == 0 {
            result = .zero
        } else if b.hi == 0 || !a.hi.isFinite && b.hi.isFinite {
            result = DoubleDouble.halfPi
        } else if !b.hi.isFinite {
            result = a.hi.isFinite ? .zero : DoubleDouble.halfPi.scaled(by: 0.5)
        } else {
            let ratio = a / b
            if ratio.hi.isFinite, ratio.hi < 0x1p100 {
                result = ratio.hi < 0x1p-100 ? ratio : DoubleDouble.atan(ratio)
            } else {
                result = DoubleDouble.halfPi
            }
        }
        if x.hi.sign == .minus { result = DoubleDouble.halfPi.scaled(by: 2) - result }
        if result.hi == 0 { return DoubleDouble(isNegative ? -0.0 : 0) }
        return isNegative ? -result : result
    }

    // MARK: Functions

    func exp() -> Self {
        let scale = Self.exp(re)
        if im.hi == 0 { return Self(scale, im) }
        let (s, c) = Self.sineCosine(im)
        return Self(scale * c, scale * s)
    }

    func expm1() -> Self {
        let half = Self.sineCosine(im.scaled(by: 0.5)).sin
        let (s, c) = Self.sineCosine(im)
        if re.hi > 700 || re.hi.isNaN { return exp() }
        let less = re.hi.magnitude < 0x1p-60 ? re : DoubleDouble.expm1(DoubleDouble(max(-100, re.hi), re.lo))
        return Self(less * c - half * half * 2, Self.exp(re) * s)
    }

    func log() -> Self {
        let largest = self.largest
        guard largest > 0, largest.isFinite else {
            return Self(DoubleDouble(largest == 0 ? -.infinity : largest), Self.angle(im, re))
        }
        // Scaled by a power of two, so that no square leaves the range.
        let exponent = Int(largest.exponent)
        let scale = Double(sign: .plus, exponent: max(-1022, min(1022, -exponent)), significand: 1)
        let (x, y) = (re.scaled(by: scale), im.scaled(by: scale))
        let shift = DoubleDouble.ln2 * Double(scale.exponent)
        if exponent == 0 || exponent == -1 {
            // Near 1 the square less 1 is exact to the last digits.
            let (a, b) = re.hi.magnitude >= im.hi.magnitude ? (re, im) : (im, re)
            let magnitude = a.hi < 0 ? -a : a
            let less = (magnitude - 1) * (magnitude + 1) + b * b
            if less.hi > -0.75 { return Self(Self.log1pReal(less).scaled(by: 0.5), Self.angle(im, re)) }
        }
        return Self(Self.log(x * x + y * y).scaled(by: 0.5) - shift, Self.angle(im, re))
    }

    private static func log1pReal(_ x: DoubleDouble) -> DoubleDouble {
        x.hi.magnitude < 0x1p-60 ? x : DoubleDouble.log1p(x)
    }

    func log1p() -> Self {
        let largest = self.largest
        let shifted = Self(re + 1, im)
        guard largest < 0.5 else { return shifted.log() }
        let less = re.scaled(by: 2) + re * re + im * im
        return Self(Self.log1pReal(less).scaled(by: 0.5), Self.angle(im, shifted.re))
    }

    func logistic() -> Self { Self.one / (Self.one + (-self).exp()) }

    func sqrt() -> Self {
        if re.hi == 0, im.hi == 0 { return Self(.zero, im) }
        let largest = self.largest
        guard largest.isFinite else {
            return Self(DoubleDouble(im.hi.isNaN || re.hi.isNaN ? .nan : .infinity), im)
        }
        // An even power of two keeps squares in range and leaves the root exact.
        let half = Int((Double(largest.exponent) / 2).rounded(.down))
        let down = Double(sign: .plus, exponent: max(-1022, min(1022, -2 * half)), significand: 1)
        let up = Double(sign: .plus, exponent: half, significand: 1)
        let (x, y) = (re.scaled(by: down), im.scaled(by: down))
        let magnitude = (x * x + y * y).squareRoot()
        let larger = ((magnitude + (x.hi < 0 ? -x : x)).scaled(by: 0.5)).squareRoot()
        let smaller = (y.hi < 0 ? -y : y) / larger.scaled(by: 2)
        let (a, b) = x.hi.sign == .minus ? (smaller, larger) : (larger, smaller)
        return Self(a.scaled(by: up), (im.hi.sign == .minus ? -b : b).scaled(by: up))
    }

    func root(_ degree: Double) -> Self {
        if re.hi == 0, im.hi == 0 { return self }
        let l = log()
        return Self(l.re / degree, l.im / degree).exp()
    }

    func sign() -> Self {
        if re.hi == 0, im.hi == 0 { return self }
        let largest = self.largest
        guard largest.isFinite else { return Self(DoubleDouble(.nan), DoubleDouble(.nan)) }
        let scale = Double(sign: .plus, exponent: max(-1022, min(1022, -Int(largest.exponent))), significand: 1)
        let (x, y) = (re.scaled(by: scale), im.scaled(by: scale))
        let magnitude = (x * x + y * y).squareRoot()
        return Self(x / magnitude, y / magnitude)
    }

    func sinh() -> Self {
        let (s, c) = Self.sineCosine(im)
        return Self(Self.hyperbolic(re).sinh * c, Self.hyperbolic(re).cosh * s)
    }

    func cosh() -> Self {
        let (s, c) = Self.sineCosine(im)
        let h = Self.hyperbolic(re)
        return Self(h.cosh * c, h.sinh * s)
    }

    /// Hyperbolic sine and cosine of a double-double.
    private static func hyperbolic(_ x: DoubleDouble) -> (sinh: DoubleDouble, cosh: DoubleDouble) {
        let magnitude = x.hi < 0 ? -x : x
        if magnitude.hi > 100 {
            let half = exp(magnitude - DoubleDouble.ln2)
            return (x.hi < 0 ? -half : half, half)
        }
        if magnitude.hi.isNaN { return (x, x) }
        let sinh = magnitude.hi < 0x1p-60 ? magnitude : DoubleDouble.sinh(magnitude)
        return (x.hi < 0 ? -sinh : sinh, DoubleDouble.cosh(magnitude))
    }

    func tanh() -> Self {
        if re.hi.magnitude > 60 {
            // All but the least of the real part is the sign; the imaginary part fades as e to the -2|x|.
            let (s, c) = Self.sineCosine(im)
            let fade = Self.exp((re.hi < 0 ? re : -re).scaled(by: 2)) * 4
            return Self(DoubleDouble(re.hi < 0 ? -1 : 1), s * c * fade)
        }
        let (s, c) = Self.sineCosine(im)
        let h = Self.hyperbolic(re)
        let divisor = h.sinh * h.sinh + c * c
        return Self(h.sinh * h.cosh / divisor, s * c / divisor)
    }

    func asinh() -> Self {
        // Odd: computed where the sum cannot cancel.
        if re.hi.sign == .minus { return -(-self).asinh() }
        let largest = self.largest
        if largest > 0x1p100 {
            let l = log()
            return Self(l.re + DoubleDouble.ln2, l.im)
        }
        if largest < 0x1p-40 { return self - self * self * self * Self(DoubleDouble(1) / 6, .zero) }
        let root = Self(re * re - im * im + 1, re * im * 2).sqrt()
        return (self + root).log()
    }

    func asin() -> Self { -timesI().asinh().timesI() }

    func acos() -> Self {
        let s = asin()
        return Self(DoubleDouble.halfPi - s.re, -s.im)
    }

    func acosh() -> Self {
        let (above, below) = (Self(re + 1, im).sqrt(), Self(re - 1, im).sqrt())
        let largest = self.largest
        if largest > 0x1p100 {
            let l = log()
            return Self(l.re + DoubleDouble.ln2, l.im)
        }
        return (self + above * below).log()
    }

    func atanh() -> Self {
        if largest < 0x1p-40 {
            return self + self * self * self * Self(DoubleDouble(1) / 3, .zero)
        }
        let (above, below) = (log1p(), (-self).log1p())
        return (above - below) * 0.5
    }

    func atan() -> Self { -timesI().atanh().timesI() }
}

extension ComplexDoubleDouble {
    /// A complex number of two f64, exactly.
    package init(re: Double, im: Double) { self.init(DoubleDouble(re), DoubleDouble(im)) }

    package static let zero: ComplexDoubleDouble = .init(re: 0, im: 0)

    /// The parts rounded once.
    package func number(_ precision: ComplexFunctions.Precision) -> ComplexFunctions.Number { rounded(precision) }

    /// `e^(2πi k / n)`.
    private static func root(_ k: Int, of n: Int) -> ComplexDoubleDouble {
        let angle = DoubleDouble.halfPi.scaled(by: 4) * DoubleDouble(Double(k)) / DoubleDouble(Double(n))
        let (s, c) = sineCosine(angle)
        return Self(c, s)
    }

    /// The sums `y[j] = Σ x[k] e^(∓2πi j k / n)`, minus for the forward transform, not scaled.
    ///
    /// Decimation in time by the least prime factor of what is left; each sum runs in ascending order.
    package static func transform(_ x: [ComplexDoubleDouble], isInverse: Bool) -> [ComplexDoubleDouble] {
        let n = x.count
        guard n > 1 else { return x }
        let roots = (0..<n).map { root(isInverse ? $0 : (n - $0) % n, of: n) }
        return transform(x, start: 0, step: 1, count: n, roots)
    }

    private static func transform(
        _ x: [ComplexDoubleDouble], start: Int, step: Int, count: Int, _ roots: [ComplexDoubleDouble]
    ) -> [ComplexDoubleDouble] {
        guard count > 1 else { return [x[start]] }
        let factor = (2...count).first { count % $0 == 0 || $0 * $0 > count }!
        let prime = count % factor == 0 ? factor : count
        let rest = count / prime
        let parts = (0..<prime).map {
            transform(x, start: start + $0 * step, step: step * prime, count: rest, roots)
        }
        return (0..<count).map { j in
            var sum = parts[0][j % rest]
            for part in 1..<prime { sum = sum + roots[part * j % count * step] * parts[part][j % rest] }
            return sum
        }
    }
}

extension ComplexDoubleDouble {
    /// The number with its imaginary part turned.
    package var conjugate: ComplexDoubleDouble { Self(re, -im) }

    /// The number without its imaginary part.
    package var realPart: ComplexDoubleDouble { Self(re, .zero) }

    /// Both parts divided by a number.
    package func divided(by divisor: Double) -> ComplexDoubleDouble {
        divisor == 1 ? self : Self(re / DoubleDouble(divisor), im / DoubleDouble(divisor))
    }

    package static func sum(_ a: ComplexDoubleDouble, _ b: ComplexDoubleDouble) -> ComplexDoubleDouble { a + b }
    package static func difference(_ a: ComplexDoubleDouble, _ b: ComplexDoubleDouble) -> ComplexDoubleDouble { a - b }
    package static func product(_ a: ComplexDoubleDouble, _ b: ComplexDoubleDouble) -> ComplexDoubleDouble { a * b }

    /// The quotient; by a real divisor, part by part.
    package static func quotient(_ a: ComplexDoubleDouble, _ b: ComplexDoubleDouble) -> ComplexDoubleDouble {
        b.im == .zero ? Self(a.re / b.re, a.im / b.re) : a / b
    }

    /// The square root of the real part; NaN of a negative one.
    package var realRoot: ComplexDoubleDouble {
        re.hi < 0 || re.hi.isNaN ? Self(re: .canonicalNaN, im: 0) : Self(re.squareRoot(), .zero)
    }
}
