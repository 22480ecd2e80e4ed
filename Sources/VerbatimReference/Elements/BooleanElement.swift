import VerbatimGraph

/// Booleans: add, maximum and or are "or"; multiply, minimum and and are "and"; false < true.
extension Bool: Element {
    static func function(_ operation: UnaryOperation) -> (Bool) -> Bool {
        switch operation {
        case .not: { !$0 }
        case .abs, .acos, .acosh, .asin, .asinh, .atan, .atanh, .besselI1e, .cbrt, .ceil, .cosine, .cosh,
            .countLeadingZeros, .digamma, .erf, .erfInv, .erfc, .exponential, .exponentialMinusOne, .floor, .imag,
            .isFinite, .lgamma, .log, .logPlusOne, .logistic, .negate, .popcnt, .real, .roundNearestAfz,
            .roundNearestEven, .rsqrt, .sign, .sine, .sinh, .sqrt, .tan, .tanh:
            unreachable(operation.name, Bool.self)
        }
    }

    static func function(_ operation: BinaryOperation) -> (Bool, Bool) -> Bool {
        switch operation {
        case .add, .maximum, .or: { $0 || $1 }
        case .multiply, .minimum, .and: { $0 && $1 }
        case .xor: { $0 != $1 }
        case .atan2, .divide, .nextAfter, .power, .remainder, .shiftLeft, .shiftRightArithmetic, .shiftRightLogical,
            .subtract:
            unreachable(operation.rawValue, Bool.self)
        }
    }

    static func comparison(_ attributes: CompareAttributes) -> (Bool, Bool) -> Bool {
        let compare: (Int, Int) -> Bool = Compare.ordered(attributes.direction)
        return { compare($0 ? 1 : 0, $1 ? 1 : 0) }
    }

    /// False for zero, true for anything else, NaN included.
    init(_ number: Number) {
        switch number {
        case .signed(let value): self = value != 0
        case .unsigned(let value): self = value != 0
        case .real(let value): self = value != 0
        case .complex(let re, _): self = re != 0
        }
    }

    var number: Number { .signed(self ? 1 : 0) }

    static func contract(_: ContractionPlan, _: TensorValue, _: TensorValue) -> TensorValue {
        unreachable("dot_general", Bool.self)
    }

    static func convolve(_: ConvolutionPlan, _: TensorValue, _: TensorValue) -> TensorValue {
        unreachable("convolution", Bool.self)
    }
}
