import VerbatimArithmetic
import VerbatimGraph

/// A width and signedness below 8 bits.
protocol SmallIntegerKind: Sendable {
    static var element: ElementType { get }
}

/// The widths of integers below 8 bits, as types.
enum SmallIntegerFormats {
    enum I2: SmallIntegerKind { static let element: ElementType = .i2 }
    enum I4: SmallIntegerKind { static let element: ElementType = .i4 }
    enum U2: SmallIntegerKind { static let element: ElementType = .u2 }
    enum U4: SmallIntegerKind { static let element: ElementType = .u4 }
}

/// Integers of 2 or 4 bits, one in each byte: computed as 8 bits, of which the low ones stay.
struct SmallInteger<Kind: SmallIntegerKind>: Element {
    static var elementType: ElementType { Kind.element }

    private let bits: UInt8

    private static var spare: UInt8 { UInt8(8 - Kind.element.bitWidth) }
    private static var isSigned: Bool { Kind.element.isSignedInteger }

    /// The low bits of a byte, the sign following where there is one.
    private init(low: UInt8) {
        let raised = low << Self.spare
        bits = Self.isSigned ? UInt8(bitPattern: Int8(bitPattern: raised) >> Int8(Self.spare)) : raised >> Self.spare
    }

    private var value: Int { Self.isSigned ? Int(Int8(bitPattern: bits)) : Int(bits) }

    static func function(_ operation: UnaryOperation) -> (Self) -> Self {
        switch operation {
        case .countLeadingZeros:
            return { Self(low: UInt8(($0.bits << spare).leadingZeroBitCount).clamped(8 - spare)) }
        case .popcnt: return { Self(low: UInt8(($0.bits << spare).nonzeroBitCount)) }
        case .abs, .acos, .acosh, .asin, .asinh, .atan, .atanh, .besselI1e, .cbrt, .ceil, .cosine, .cosh, .digamma,
            .erf, .erfInv, .erfc, .exponential, .exponentialMinusOne, .floor, .imag, .isFinite, .lgamma, .log,
            .logPlusOne, .logistic, .negate, .not, .real, .roundNearestAfz, .roundNearestEven, .rsqrt, .sign, .sine,
            .sinh, .sqrt, .tan, .tanh:
            if isSigned {
                let f = Int8.function(operation)
                return { Self(low: UInt8(bitPattern: f(Int8(bitPattern: $0.bits)))) }
            } else {
                let f = UInt8.function(operation)
                return { Self(low: f($0.bits)) }
            }
        }
    }

    static func function(_ operation: BinaryOperation) -> (Self, Self) -> Self {
        switch operation {
        case .shiftLeft, .shiftRightLogical, .shiftRightArithmetic:
            let width = UInt8(Kind.element.bitWidth)
            return { left, right in
                let low = left.bits & (1 << width - 1)
                let count = right.bits & (1 << width - 1)
                if operation == .shiftLeft { return Self(low: count < width ? low << count : 0) }
                if operation == .shiftRightLogical { return Self(low: count < width ? low >> count : 0) }
                let signed = Int8(bitPattern: low << spare) >> Int8(spare)
                return Self(low: UInt8(bitPattern: signed >> Int8(min(count, 7))))
            }
        case .divide:
            // A quotient by zero has all bits set, whatever the width.
            return { left, right in
                right.value == 0 ? Self(low: 0xFF) : Self(low: UInt8(truncatingIfNeeded: left.value / right.value))
            }
        case .add, .and, .atan2, .maximum, .minimum, .multiply, .nextAfter, .or, .power, .remainder, .subtract, .xor:
            if isSigned {
                let f = Int8.function(operation)
                return { Self(low: UInt8(bitPattern: f(Int8(bitPattern: $0.bits), Int8(bitPattern: $1.bits)))) }
            }
            let f = UInt8.function(operation)
            return { Self(low: f($0.bits, $1.bits)) }
        }
    }

    static func comparison(_ attributes: CompareAttributes) -> (Self, Self) -> Bool {
        let compare: (Int, Int) -> Bool = Compare.ordered(attributes.direction)
        return { compare($0.value, $1.value) }
    }

    /// Integers keep their low bits; floats truncate toward zero and saturate, NaN gives 0.
    init(_ number: Number) {
        switch number {
        case .signed(let value): self.init(low: UInt8(truncatingIfNeeded: value))
        case .unsigned(let value): self.init(low: UInt8(truncatingIfNeeded: value))
        case .real(let value), .complex(let value, _):
            let width = Kind.element.bitWidth
            let (low, high) = Self.isSigned ? (-(1 << (width - 1)), 1 << (width - 1) - 1) : (0, 1 << width - 1)
            let whole: Int64 = Conversions.integer(value)
            self.init(low: UInt8(truncatingIfNeeded: min(max(Int(whole), low), high)))
        }
    }

    var number: Number { Self.isSigned ? .signed(Int64(value)) : .unsigned(UInt64(value)) }

    static func contract(_ plan: ContractionPlan, _ lhs: TensorValue, _ rhs: TensorValue) -> TensorValue {
        lhs.withUnsafeElements(Self.self) { a in
            rhs.withUnsafeElements(Self.self) { b in
                plan.fill(Self.self) { left, right in
                    var sum = 0
                    for leaf in plan.leaves {
                        for term in leaf { sum &+= a[left + term.lhs].value &* b[right + term.rhs].value }
                    }
                    return Self(low: UInt8(truncatingIfNeeded: sum))
                }
            }
        }
    }

    static func convolve(_ plan: ConvolutionPlan, _ lhs: TensorValue, _ rhs: TensorValue) -> TensorValue {
        lhs.withUnsafeElements(Self.self) { a in
            rhs.withUnsafeElements(Self.self) { b in
                TensorValue.make(plan.type.shape, of: Self.self) { result in
                    for output in plan.outputs {
                        var sum = 0
                        for leaf in plan.terms[output.terms] {
                            for term in leaf {
                                sum &+=
                                    (term.lhs.map { a[output.lhs + $0].value } ?? 0)
                                    &* b[output.rhs + term.rhs].value
                            }
                        }
                        result[output.place] = Self(low: UInt8(truncatingIfNeeded: sum))
                    }
                }
            }
        }
    }
}

extension UInt8 {
    fileprivate func clamped(_ limit: UInt8) -> UInt8 { Swift.min(self, limit) }
}
