/// Power and two-argument inverse tangent on f64 operands, before the last rounding.
enum BinaryFunctions {
    /// A result that needs no rounding, or `sign * value * 2^exponent` to be rounded once.
    enum Outcome {
        case exactly(Double)
        case rounding(DoubleDouble, exponent: Int, negative: Bool)
    }

    /// `x^y` with the special cases of IEEE 754's `pow`.
    static func power(_ x: Double, _ y: Double) -> Outcome {
        if y == 0 || x == 1 { return .exactly(1) }
        if x.isNaN || y.isNaN { return .exactly(.canonicalNaN) }
        let isInteger = y == y.rounded(.towardZero)
        let isOdd = isInteger && y.magnitude < 0x1p53 && Int64(y) & 1 == 1
        let negative = isOdd && x.sign == .minus
        if x == 0 || x.isInfinite {
            let result: Double = (x == 0) == (y > 0) ? 0 : .infinity
            return .exactly(negative ? -result : result)
        }
        if y.isInfinite {
            if x == -1 { return .exactly(1) }
            return .exactly((x.magnitude > 1) == (y > 0) ? .infinity : 0)
        }
        if x < 0, !isInteger { return .exactly(.canonicalNaN) }
        let magnitude = x.magnitude
        if magnitude == 1 { return .exactly(negative ? -1 : 1) }
        if let exact = ExactPower.find(magnitude, y) {
            return .rounding(exact.value, exponent: exact.exponent, negative: negative)
        }
        let t = StatedFunctions.logarithm(magnitude) * y
        if !(t.hi.magnitude < 1000) {
            // `t` itself may have overflowed.
            let result: Double = (magnitude > 1) == (y > 0) ? .infinity : 0
            return .exactly(negative ? -result : result)
        }
        let (value, exponent) = DoubleDouble.exponential(t)
        return .rounding(value, exponent: exponent, negative: negative)
    }

    /// The angle of the point `(x, y)` in `[-π, π]` with the special cases of IEEE 754's `atan2`.
    static func atan2(_ y: Double, _ x: Double) -> Outcome {
        if x.isNaN || y.isNaN { return .exactly(.canonicalNaN) }
        let negative = y.sign == .minus
        let isLeft = x.sign == .minus
        func angle(_ value: DoubleDouble) -> Outcome {
            .rounding(isLeft ? DoubleDouble.pi - value : value, exponent: 0, negative: negative)
        }
        if y == 0 { return isLeft ? angle(.zero) : .exactly(y) }
        if x == 0 { return .rounding(.halfPi, exponent: 0, negative: negative) }
        if x.isInfinite {
            if y.isInfinite { return angle(DoubleDouble.halfPi.scaled(by: 0.5)) }
            return isLeft ? angle(.zero) : .exactly(negative ? -0.0 : 0)
        }
        if y.isInfinite { return .rounding(.halfPi, exponent: 0, negative: negative) }
        let difference = Int(y.exponent) - Int(x.exponent)
        let quotient = DoubleDouble(y.significand) / DoubleDouble(x.significand)
        if difference > 60 { return .rounding(.halfPi, exponent: 0, negative: negative) }
        if difference < -60 {
            if isLeft { return angle(.zero) }
            // The angle is the quotient less a very small part, which decides if the quotient lies on a middle.
            let angle = DoubleDouble(quotient.hi, quotient.lo - 0x1p-160)
            return .rounding(angle, exponent: difference, negative: negative)
        }
        return angle(DoubleDouble.atan(quotient.scaled(by: DoubleDouble.power(difference))))
    }
}

extension CorrectlyRounded {
    /// `x^y` with the special cases of IEEE 754's `pow`: exact powers exactly, others from a value good to 2^-94.
    public static func pow(_ x: Float, _ y: Float) -> Float {
        float(BinaryFunctions.power(Double(x), Double(y)))
    }

    /// The angle of the point `(x, y)` in `[-π, π]`, from a value good to 2^-95.
    public static func atan2(_ y: Float, _ x: Float) -> Float {
        float(BinaryFunctions.atan2(Double(y), Double(x)))
    }

    private static func float(_ outcome: BinaryFunctions.Outcome) -> Float {
        switch outcome {
        case .exactly(let value): return Float(value).canonicalized
        case .rounding(let value, let exponent, let negative):
            // Far outside f32's range the odd f64 neighbour of 0 or infinity serves as well.
            let limited = max(-500, min(500, exponent))
            let result = value.scaled(by: DoubleDouble.power(limited)).float
            return negative ? -result : result
        }
    }
}

extension StatedFunctions {
    /// `x^y` with the special cases of IEEE 754's `pow`: exact powers exactly, others from a value good to 2^-88.
    public static func pow(_ x: Double, _ y: Double) -> Double {
        double(BinaryFunctions.power(x, y))
    }

    /// The angle of the point `(x, y)` in `[-π, π]`, from a value good to 2^-95.
    public static func atan2(_ y: Double, _ x: Double) -> Double {
        double(BinaryFunctions.atan2(y, x))
    }

    private static func double(_ outcome: BinaryFunctions.Outcome) -> Double {
        switch outcome {
        case .exactly(let value): return value
        case .rounding(let value, let exponent, let negative):
            let result = value.double(scaledBy: exponent)
            return negative ? -result : result
        }
    }
}
