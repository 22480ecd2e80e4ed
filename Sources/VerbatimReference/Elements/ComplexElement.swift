import VerbatimArithmetic
import VerbatimGraph

/// A float that can be a complex number's part.
protocol ComplexPart: FloatElement {
    static var complexType: ElementType { get }
    static var precision: ComplexFunctions.Precision { get }
    var double: Double { get }
    init(double: Double)
}

extension Float: ComplexPart {
    static var complexType: ElementType { .c64 }
    static var precision: ComplexFunctions.Precision { .single }
    var double: Double { Double(self) }
    init(double: Double) { self = Float(double) }
}

extension Double: ComplexPart {
    static var complexType: ElementType { .c128 }
    static var precision: ComplexFunctions.Precision { .double }
    var double: Double { self }
    init(double: Double) { self = double }
}

/// Complex numbers: sums and products by parts, every operation on parts rounded by itself.
///
/// Functions and quotients are those of `ComplexFunctions`. Greater and lesser go by the real parts, then by the imaginary ones.
struct ComplexElement<Part: ComplexPart>: Element {
    static var elementType: ElementType { Part.complexType }

    var re: Part
    var im: Part

    init(_ re: Part, _ im: Part) {
        self.re = re.canonicalized
        self.im = im.canonicalized
    }

    private init(_ number: ComplexFunctions.Number) {
        self.init(Part(double: number.re), Part(double: number.im))
    }

    private var pair: ComplexFunctions.Number { (re.double, im.double) }

    var magnitude: Part { Part(double: ComplexFunctions.magnitude(pair, Part.precision)).canonicalized }

    static func function(_ operation: UnaryOperation) -> (Self) -> Self {
        func through(_ function: ComplexFunctions.Function) -> (Self) -> Self {
            { Self(ComplexFunctions.value(function, $0.pair, Part.precision)) }
        }
        return switch operation {
        case .acos: through(.acos)
        case .acosh: through(.acosh)
        case .asin: through(.asin)
        case .asinh: through(.asinh)
        case .atan: through(.atan)
        case .atanh: through(.atanh)
        case .cbrt: through(.cbrt)
        case .cosine: through(.cos)
        case .cosh: through(.cosh)
        case .exponential: through(.exp)
        case .exponentialMinusOne: through(.expm1)
        case .log: through(.log)
        case .logPlusOne: through(.log1p)
        case .logistic: through(.logistic)
        case .negate: { Self(-$0.re, -$0.im) }
        case .rsqrt: through(.rsqrt)
        case .sign: through(.sign)
        case .sine: through(.sin)
        case .sinh: through(.sinh)
        case .sqrt: through(.sqrt)
        case .tan: through(.tan)
        case .tanh: through(.tanh)
        case .abs, .besselI1e, .ceil, .countLeadingZeros, .digamma, .erf, .erfInv, .erfc, .floor, .imag, .isFinite,
            .lgamma, .not, .popcnt, .real, .roundNearestAfz, .roundNearestEven:
            unreachable(operation.name, Self.self)
        }
    }

    static func function(_ operation: BinaryOperation) -> (Self, Self) -> Self {
        switch operation {
        case .add: { $0 + $1 }
        case .atan2: { Self(ComplexFunctions.angle($0.pair, $1.pair, Part.precision)) }
        case .divide: { Self(ComplexFunctions.quotient($0.pair, $1.pair, Part.precision)) }
        case .maximum: { $0.isBelow($1) ? $1 : $0 }
        case .minimum: { $1.isBelow($0) ? $1 : $0 }
        case .multiply: { $0 * $1 }
        case .power: { Self(ComplexFunctions.power($0.pair, $1.pair, Part.precision)) }
        case .subtract: { Self($0.re - $1.re, $0.im - $1.im) }
        case .and, .nextAfter, .or, .remainder, .shiftLeft, .shiftRightArithmetic, .shiftRightLogical, .xor:
            unreachable(operation.name, Self.self)
        }
    }

    static func + (a: Self, b: Self) -> Self { Self(a.re + b.re, a.im + b.im) }

    static func * (a: Self, b: Self) -> Self {
        Self(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re)
    }

    private func isBelow(_ other: Self) -> Bool { re == other.re ? im < other.im : re < other.re }

    static func comparison(_ attributes: CompareAttributes) -> (Self, Self) -> Bool {
        let isEqual = attributes.direction == .eq
        return { ($0.re == $1.re && $0.im == $1.im) == isEqual }
    }

    init(_ number: Number) {
        switch number {
        case .signed, .unsigned, .real: self.init(Part(number), 0)
        case .complex(let re, let im): self.init(Part(.real(re)), Part(.real(im)))
        }
    }

    var number: Number { .complex(re.double, im.double) }

    /// Products added in ascending order from 0.
    static func contract(_ plan: ContractionPlan, _ lhs: TensorValue, _ rhs: TensorValue) -> TensorValue {
        lhs.withUnsafeElements(Self.self) { a in
            rhs.withUnsafeElements(Self.self) { b in
                plan.fill(Self.self) { left, right in
                    var sum = Self(0, 0)
                    for leaf in plan.leaves {
                        for term in leaf { sum = sum + a[left + term.lhs] * b[right + term.rhs] }
                    }
                    return sum
                }
            }
        }
    }

    /// Products added in ascending order from 0; what lies outside has no term.
    static func convolve(_ plan: ConvolutionPlan, _ lhs: TensorValue, _ rhs: TensorValue) -> TensorValue {
        lhs.withUnsafeElements(Self.self) { a in
            rhs.withUnsafeElements(Self.self) { b in
                TensorValue.make(plan.type.shape, of: Self.self) { result in
                    for output in plan.outputs {
                        var sum = Self(0, 0)
                        for leaf in plan.terms[output.terms] {
                            for term in leaf {
                                if let place = term.lhs {
                                    sum = sum + a[output.lhs + place] * b[output.rhs + term.rhs]
                                }
                            }
                        }
                        result[output.place] = sum
                    }
                }
            }
        }
    }
}

/// `real`, `imag`, `complex`, and the magnitude of complex numbers.
enum ComplexParts {
    /// The real or imaginary part, or the magnitude, of every element; a real number is its own real part.
    static func part(_ operation: UnaryOperation, _ operand: TensorValue) -> TensorValue {
        switch operand.type.element {
        case .c64: return part(operation, operand, Float.self)
        case .c128: return part(operation, operand, Double.self)
        default: unreachable(operation.name, operand.type.element.scalar)
        }
    }

    private static func part<Part: ComplexPart>(
        _ operation: UnaryOperation, _ operand: TensorValue, _: Part.Type
    ) -> TensorValue {
        operand.withUnsafeElements(ComplexElement<Part>.self) { x in
            TensorValue.make(operand.shape, of: Part.self) { result in
                for place in x.indices {
                    let z = x[place]
                    result[place] = operation == .real ? z.re : operation == .imag ? z.im : z.magnitude
                }
            }
        }
    }

    /// Complex numbers of two parts, whose bits are kept.
    static func complex(_ real: TensorValue, _ imaginary: TensorValue) -> TensorValue {
        var result = TensorValue(zeros: real.type.with(real.type.element.complex!))
        let width = real.type.element.byteCount
        real.withUnsafeBytes { re in
            imaginary.withUnsafeBytes { im in
                result.withUnsafeMutableBytes { bytes in
                    for place in 0..<real.type.count {
                        for byte in 0..<width {
                            bytes[2 * place * width + byte] = re[place * width + byte]
                            bytes[(2 * place + 1) * width + byte] = im[place * width + byte]
                        }
                    }
                }
            }
        }
        return result
    }
}
