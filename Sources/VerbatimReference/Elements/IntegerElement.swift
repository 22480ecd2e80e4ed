import VerbatimArithmetic
import VerbatimGraph

/// Integers: everything wraps, and every operand has an answer (`IntegerArithmetic`).
protocol IntegerElement: Element, FixedWidthInteger {}

extension IntegerElement {
    static func function(_ operation: UnaryOperation) -> (Self) -> Self {
        switch operation {
        case .abs: { $0 < 0 ? 0 &- $0 : $0 }
        case .countLeadingZeros: { Self($0.leadingZeroBitCount) }
        case .negate: { 0 &- $0 }
        case .not: { ~$0 }
        case .popcnt: { Self($0.nonzeroBitCount) }
        case .sign: { $0.signum() }
        case .acos, .acosh, .asin, .asinh, .atan, .atanh, .besselI1e, .cbrt, .ceil, .cosine, .cosh, .digamma, .erf,
            .erfInv, .erfc, .exponential, .exponentialMinusOne, .floor, .imag, .isFinite, .lgamma, .log, .logPlusOne,
            .logistic, .real, .roundNearestAfz, .roundNearestEven, .rsqrt, .sine, .sinh, .sqrt, .tan, .tanh:
            unreachable(operation.name, Self.self)
        }
    }

    static func function(_ operation: BinaryOperation) -> (Self, Self) -> Self {
        switch operation {
        case .add: { $0 &+ $1 }
        case .and: { $0 & $1 }
        case .divide: { IntegerArithmetic.divide($0, $1) }
        case .maximum: { Swift.max($0, $1) }
        case .minimum: { Swift.min($0, $1) }
        case .multiply: { $0 &* $1 }
        case .or: { $0 | $1 }
        case .power: { IntegerArithmetic.power($0, $1) }
        case .remainder: { IntegerArithmetic.remainder($0, $1) }
        case .shiftLeft: { IntegerArithmetic.shiftLeft($0, $1) }
        case .shiftRightArithmetic: { IntegerArithmetic.shiftRightArithmetic($0, $1) }
        case .shiftRightLogical: { IntegerArithmetic.shiftRightLogical($0, $1) }
        case .subtract: { $0 &- $1 }
        case .xor: { $0 ^ $1 }
        case .atan2, .nextAfter: unreachable(operation.rawValue, Self.self)
        }
    }

    static func comparison(_ attributes: CompareAttributes) -> (Self, Self) -> Bool {
        Compare.ordered(attributes.direction)
    }

    /// Integers keep their low bits; floats truncate toward zero and saturate, NaN gives 0.
    init(_ number: Number) {
        switch number {
        case .signed(let value): self.init(truncatingIfNeeded: value)
        case .unsigned(let value): self.init(truncatingIfNeeded: value)
        case .real(let value), .complex(let value, _): self = Conversions.integer(value)
        }
    }

    var number: Number {
        Self.isSigned ? .signed(Int64(truncatingIfNeeded: self)) : .unsigned(UInt64(truncatingIfNeeded: self))
    }
}

extension Int8: IntegerElement {}
extension Int16: IntegerElement {}
extension Int32: IntegerElement {}
extension Int64: IntegerElement {}
extension UInt8: IntegerElement {}
extension UInt16: IntegerElement {}
extension UInt32: IntegerElement {}
extension UInt64: IntegerElement {}
