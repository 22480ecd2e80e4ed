import VerbatimArithmetic
import VerbatimGraph

/// The elementary functions of f32: the correctly rounded results.
extension Float {
    static func elementary(_ operation: UnaryOperation) -> (Float) -> Float {
        switch operation {
        case .acos: CorrectlyRounded.acos
        case .acosh: CorrectlyRounded.acosh
        case .asin: CorrectlyRounded.asin
        case .asinh: CorrectlyRounded.asinh
        case .atan: CorrectlyRounded.atan
        case .atanh: CorrectlyRounded.atanh
        case .besselI1e: CorrectlyRounded.besselI1e
        case .cbrt: CorrectlyRounded.cbrt
        case .cosine: CorrectlyRounded.cos
        case .cosh: CorrectlyRounded.cosh
        case .digamma: CorrectlyRounded.digamma
        case .erf: CorrectlyRounded.erf
        case .erfInv: CorrectlyRounded.erfInverse
        case .erfc: CorrectlyRounded.erfc
        case .exponential: CorrectlyRounded.exp
        case .exponentialMinusOne: CorrectlyRounded.expm1
        case .lgamma: CorrectlyRounded.lgamma
        case .log: CorrectlyRounded.log
        case .logPlusOne: CorrectlyRounded.log1p
        case .logistic: CorrectlyRounded.sigmoid
        case .rsqrt: CorrectlyRounded.rsqrt
        case .sine: CorrectlyRounded.sin
        case .sinh: CorrectlyRounded.sinh
        case .tan: CorrectlyRounded.tan
        case .tanh: CorrectlyRounded.tanh
        case .abs, .ceil, .countLeadingZeros, .floor, .imag, .isFinite, .negate, .not, .popcnt, .real, .roundNearestAfz,
            .roundNearestEven, .sign, .sqrt:
            unreachable(operation.name, Float.self)
        }
    }

    static func power(_ base: Float, _ exponent: Float) -> Float { CorrectlyRounded.pow(base, exponent) }

    static func arcTangent(_ y: Float, _ x: Float) -> Float { CorrectlyRounded.atan2(y, x) }
}

/// The elementary functions of f64: stated algorithms.
extension Double {
    static func elementary(_ operation: UnaryOperation) -> (Double) -> Double {
        switch operation {
        case .acos: StatedFunctions.acos
        case .acosh: StatedFunctions.acosh
        case .asin: StatedFunctions.asin
        case .asinh: StatedFunctions.asinh
        case .atan: StatedFunctions.atan
        case .atanh: StatedFunctions.atanh
        case .besselI1e: StatedFunctions.besselI1e
        case .cbrt: StatedFunctions.cbrt
        case .cosine: StatedFunctions.cos
        case .cosh: StatedFunctions.cosh
        case .digamma: StatedFunctions.digamma
        case .erf: StatedFunctions.erf
        case .erfInv: StatedFunctions.erfInverse
        case .erfc: StatedFunctions.erfc
        case .exponential: StatedFunctions.exp
        case .exponentialMinusOne: StatedFunctions.expm1
        case .lgamma: StatedFunctions.lgamma
        case .log: StatedFunctions.log
        case .logPlusOne: StatedFunctions.log1p
        case .logistic: StatedFunctions.sigmoid
        case .rsqrt: StatedFunctions.rsqrt
        case .sine: StatedFunctions.sin
        case .sinh: StatedFunctions.sinh
        case .tan: StatedFunctions.tan
        case .tanh: StatedFunctions.tanh
        case .abs, .ceil, .countLeadingZeros, .floor, .imag, .isFinite, .negate, .not, .popcnt, .real, .roundNearestAfz,
            .roundNearestEven, .sign, .sqrt:
            unreachable(operation.name, Double.self)
        }
    }

    static func power(_ base: Double, _ exponent: Double) -> Double { StatedFunctions.pow(base, exponent) }

    static func arcTangent(_ y: Double, _ x: Double) -> Double { StatedFunctions.atan2(y, x) }
}
