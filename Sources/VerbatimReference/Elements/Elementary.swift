#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif
import VerbatimArithmetic
import VerbatimGraph

// Stands in until the correctly rounded functions are there: the platform's functions in f64, rounded to f32.
extension Double {
    static func elementary(_ operation: UnaryOperation) -> (Double) -> Double {
        switch operation {
        case .acos: { acos($0).canonicalized }
        case .acosh: { acosh($0).canonicalized }
        case .asin: { asin($0).canonicalized }
        case .asinh: { asinh($0).canonicalized }
        case .atan: { atan($0).canonicalized }
        case .atanh: { atanh($0).canonicalized }
        case .cbrt: { cbrt($0).canonicalized }
        case .cosine: { cos($0).canonicalized }
        case .cosh: { cosh($0).canonicalized }
        case .erf: { erf($0).canonicalized }
        case .erfInv: { inverseErf($0).canonicalized }
        case .erfc: { erfc($0).canonicalized }
        case .exponential: { exp($0).canonicalized }
        case .exponentialMinusOne: { expm1($0).canonicalized }
        case .log: { log($0).canonicalized }
        case .logPlusOne: { log1p($0).canonicalized }
        case .logistic: { (1 / (1 + exp(-$0))).canonicalized }
        case .rsqrt: { (1 / $0.squareRoot()).canonicalized }
        case .sine: { sin($0).canonicalized }
        case .sinh: { sinh($0).canonicalized }
        case .tan: { tan($0).canonicalized }
        case .tanh: { tanh($0).canonicalized }
        case .abs, .ceil, .countLeadingZeros, .floor, .isFinite, .negate, .not, .popcnt, .roundNearestAfz,
            .roundNearestEven, .sign, .sqrt:
            unreachable(operation.name, Double.self)
        }
    }

    static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

    static func arcTangent(_ y: Double, _ x: Double) -> Double { atan2(y, x) }

    private static func inverseErf(_ x: Double) -> Double {
        if x.magnitude >= 1 { return x.magnitude == 1 ? x / 0 : .nan }
        var y = 0.0
        for _ in 0..<60 { y -= (erf(y) - x) * 0.886226925452758 * exp(y * y) }
        return y
    }
}

extension Float {
    static func elementary(_ operation: UnaryOperation) -> (Float) -> Float {
        let f = Double.elementary(operation)
        return { Float(f(Double($0))).canonicalized }
    }

    static func power(_ base: Float, _ exponent: Float) -> Float {
        Float(Double.power(Double(base), Double(exponent)))
    }

    static func arcTangent(_ y: Float, _ x: Float) -> Float { Float(Double.arcTangent(Double(y), Double(x))) }
}
