/// Element-by-element operations of one operand: StableHLO's, and CHLO's for what StableHLO leaves out.
public enum UnaryOperation: String, Sendable, Hashable, CaseIterable {
    /// The absolute value.
    case abs
    /// The inverse cosine, in radians.
    case acos
    /// The inverse hyperbolic cosine.
    case acosh
    /// The inverse sine, in radians.
    case asin
    /// The inverse hyperbolic sine.
    case asinh
    /// The inverse tangent, in radians.
    case atan
    /// The inverse hyperbolic tangent.
    case atanh
    /// e to the -|x|, times the modified Bessel function of the first kind and order 1.
    case besselI1e = "bessel_i1e"
    /// The cube root.
    case cbrt
    /// The least integer not below.
    case ceil
    /// The cosine of radians.
    case cosine
    /// The hyperbolic cosine.
    case cosh
    /// The number of leading zero bits.
    case countLeadingZeros = "count_leading_zeros"
    /// The logarithmic derivative of the gamma function.
    case digamma
    /// The error function.
    case erf
    /// The inverse of the error function.
    case erfInv = "erf_inv"
    /// 1 - erf(x).
    case erfc
    /// e to the x.
    case exponential
    /// e to the x, less 1.
    case exponentialMinusOne = "exponential_minus_one"
    /// The greatest integer not above.
    case floor
    /// The imaginary part.
    case imag
    /// Whether neither infinite nor NaN.
    case isFinite = "is_finite"
    /// The natural logarithm of the gamma function's magnitude.
    case lgamma
    /// The natural logarithm.
    case log
    /// The natural logarithm of 1 + x.
    case logPlusOne = "log_plus_one"
    /// 1 / (1 + e to the -x).
    case logistic
    /// The value with its sign turned.
    case negate
    /// The complement: of a boolean, or of every bit.
    case not
    /// The number of one bits.
    case popcnt
    /// The real part.
    case real
    /// The nearest integer, halves away from zero.
    case roundNearestAfz = "round_nearest_afz"
    /// The nearest integer, halves to even.
    case roundNearestEven = "round_nearest_even"
    /// 1 / sqrt(x).
    case rsqrt
    /// -1, 0 or 1 by the sign; signed zeros and NaN keep.
    case sign
    /// The sine of radians.
    case sine
    /// The hyperbolic sine.
    case sinh
    /// The square root.
    case sqrt
    /// The tangent of radians.
    case tan
    /// The hyperbolic tangent.
    case tanh

    /// The name in the text form, with its dialect.
    public var name: String {
        switch self {
        case .acos, .acosh, .asin, .asinh, .atan, .atanh, .besselI1e, .cosh, .digamma, .erf, .erfInv, .erfc, .lgamma,
            .sinh:
            "chlo." + rawValue
        case .abs, .cbrt, .ceil, .cosine, .countLeadingZeros, .exponential, .exponentialMinusOne, .floor, .imag,
            .isFinite, .log, .logPlusOne, .logistic, .negate, .not, .popcnt, .real, .roundNearestAfz, .roundNearestEven,
            .rsqrt, .sign,
            .sine, .sqrt, .tan, .tanh:
            "stablehlo." + rawValue
        }
    }

    /// Whether the operation takes elements of a type.
    public func accepts(_ element: ElementType) -> Bool {
        switch self {
        case .abs, .sign: element.isFloat || element.isSignedInteger || element.isComplex
        case .negate: element.isFloat || element.isInteger || element.isComplex
        case .imag, .real: element.isComplex
        case .countLeadingZeros, .popcnt: element.isInteger
        case .not: element.isInteger || element == .bool
        case .acos, .acosh, .asin, .asinh, .atan, .atanh, .cbrt, .cosine, .cosh, .exponential, .exponentialMinusOne,
            .log,
            .logPlusOne, .logistic, .rsqrt, .sine, .sinh, .sqrt, .tan, .tanh:
            element.isFloat || element.isComplex
        case .besselI1e, .ceil, .digamma, .erf, .erfInv, .erfc, .floor, .isFinite, .lgamma, .roundNearestAfz,
            .roundNearestEven:
            element.isFloat
        }
    }

    func resultTypes(_ operands: [TensorType]) throws -> [TensorType] {
        try ShapeRules.count(operands, 1, name)
        try ShapeRules.require(
            accepts(operands[0].element), "\(name) does not take this element type", received: "\(operands[0])",
            expected: ElementType.allCases.filter(accepts).map(\.rawValue).joined(separator: ", "), code: .elementType)
        switch self {
        case .isFinite: return [operands[0].with(.bool)]
        case .abs, .imag, .real: return [operands[0].with(operands[0].element.part)]
        case .acos, .acosh, .asin, .asinh, .atan, .atanh, .besselI1e, .cbrt, .ceil, .cosine, .cosh, .countLeadingZeros,
            .digamma, .erf, .erfInv, .erfc, .exponential, .exponentialMinusOne, .floor, .lgamma, .log, .logPlusOne,
            .logistic, .negate, .not, .popcnt, .roundNearestAfz, .roundNearestEven, .rsqrt, .sign, .sine, .sinh, .sqrt,
            .tan, .tanh:
            return [operands[0]]
        }
    }
}
