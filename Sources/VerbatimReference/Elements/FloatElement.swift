import VerbatimArithmetic
import VerbatimGraph

/// Floats: IEEE 754 to nearest even with subnormals; a NaN result is always the canonical one.
protocol FloatElement: Element, CanonicalReal {
    /// The elementary functions; see `docs/Arithmetic.md` for each one's specification.
    static func elementary(_ operation: UnaryOperation) -> (Self) -> Self
    /// The left to the power of the right.
    static func power(_ base: Self, _ exponent: Self) -> Self
    /// The angle of the point (right, left).
    static func arcTangent(_ y: Self, _ x: Self) -> Self
    /// The place in the order -NaN < -inf < ... < -0 < +0 < ... < inf < NaN.
    var totalOrderKey: Int64 { get }
    /// The nearest value, halves to even.
    static func nearest(_ number: Number) -> Self
}

extension FloatElement {
    static func function(_ operation: UnaryOperation) -> (Self) -> Self {
        switch operation {
        case .abs: { $0.magnitude.canonicalized }
        case .ceil: { $0.rounded(.up).canonicalized }
        case .floor: { $0.rounded(.down).canonicalized }
        case .negate: { (-$0).canonicalized }
        case .roundNearestAfz: { $0.rounded(.toNearestOrAwayFromZero).canonicalized }
        case .roundNearestEven: { $0.rounded(.toNearestOrEven).canonicalized }
        case .sign: { $0.isNaN ? .canonicalNaN : $0 == 0 ? $0 : $0 < 0 ? -1 : 1 }
        case .sqrt: { $0.squareRoot().canonicalized }
        case .acos, .acosh, .asin, .asinh, .atan, .atanh, .besselI1e, .cbrt, .cosine, .cosh, .digamma, .erf, .erfInv,
            .erfc, .exponential, .exponentialMinusOne, .lgamma, .log, .logPlusOne, .logistic, .rsqrt, .sine, .sinh,
            .tan, .tanh:
            elementary(operation)
        case .countLeadingZeros, .imag, .isFinite, .not, .popcnt, .real: unreachable(operation.name, Self.self)
        }
    }

    static func function(_ operation: BinaryOperation) -> (Self, Self) -> Self {
        switch operation {
        case .add: { ($0 + $1).canonicalized }
        case .atan2: { arcTangent($0, $1).canonicalized }
        case .divide: { ($0 / $1).canonicalized }
        case .maximum: { Extrema.maximum($0, $1) }
        case .minimum: { Extrema.minimum($0, $1) }
        case .multiply: { ($0 * $1).canonicalized }
        case .nextAfter: { nextAfter($0, $1) }
        case .power: { power($0, $1).canonicalized }
        case .remainder: { $0.truncatingRemainder(dividingBy: $1).canonicalized }
        case .subtract: { ($0 - $1).canonicalized }
        case .and, .or, .shiftLeft, .shiftRightArithmetic, .shiftRightLogical, .xor:
            unreachable(operation.rawValue, Self.self)
        }
    }

    static func comparison(_ attributes: CompareAttributes) -> (Self, Self) -> Bool {
        guard attributes.order == .totalOrder else { return Compare.ordered(attributes.direction) }
        let compare: (Int64, Int64) -> Bool = Compare.ordered(attributes.direction)
        return { compare($0.totalOrderKey, $1.totalOrderKey) }
    }

    init(_ number: Number) { self = Self.nearest(number).canonicalized }

    /// The next number from the first towards the second; the second where they are equal.
    private static func nextAfter(_ x: Self, _ y: Self) -> Self {
        if x.isNaN || y.isNaN { return .canonicalNaN }
        if x == y { return y }
        return x < y ? x.nextUp : x.nextDown
    }
}

extension Float: FloatElement {
    var number: Number { .real(Double(self)) }

    var totalOrderKey: Int64 {
        let bits = Int32(bitPattern: bitPattern)
        return Int64(bits < 0 ? bits ^ .max : bits)
    }

    static func nearest(_ number: Number) -> Float {
        switch number {
        case .signed(let value): Float(value)
        case .unsigned(let value): Float(value)
        case .real(let value), .complex(let value, _): Float(value)
        }
    }
}

extension Double: FloatElement {
    var number: Number { .real(self) }

    var totalOrderKey: Int64 {
        let bits = Int64(bitPattern: bitPattern)
        return bits < 0 ? bits ^ .max : bits
    }

    static func nearest(_ number: Number) -> Double {
        switch number {
        case .signed(let value): Double(value)
        case .unsigned(let value): Double(value)
        case .real(let value), .complex(let value, _): value
        }
    }
}
