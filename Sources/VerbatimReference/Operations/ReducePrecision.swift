import VerbatimArithmetic
import VerbatimGraph

/// `reduce_precision`: floats rounded to fewer bits of exponent and significand, in their own type.
enum ReducePrecision {
    /// Every element rounded, in its own type.
    ///
    /// The significand goes to nearest, ties to even; what exceeds the exponent's range is infinite, what lies below its
    /// normal numbers is a zero of the same sign. NaN becomes canonical, or infinite where no bit
    /// of significand stays.
    static func reduce(_ attributes: ReducePrecisionAttributes, _ operand: TensorValue) -> TensorValue {
        let element = operand.type.element
        let numbers = element.scalar.numbers(operand)
        let own: (exponent: Int, significand: Int) =
            switch element {
            case .f16: (5, 10)
            case .bf16: (8, 7)
            case .f32: (8, 23)
            default: (11, 52)
            }
        return element.scalar.tensor(operand.shape) { place in
            guard case .real(let value) = numbers[place] else { return numbers[place] }
            return .real(reduced(value, attributes, own))
        }
    }

    private static func reduced(
        _ value: Double, _ attributes: ReducePrecisionAttributes, _ own: (exponent: Int, significand: Int)
    ) -> Double {
        // Without a significand there is no NaN.
        if value.isNaN, attributes.significandBits == 0 { return value.sign == .minus ? -.infinity : .infinity }
        guard value.isFinite, value != 0 else { return value }
        var rounded = value
        if attributes.significandBits < own.significand {
            let drop = attributes.significandBits
            if own.exponent == 11 {
                let bits = value.bitPattern
                let shift = UInt64(52 - drop)
                let half: UInt64 = 1 << (shift - 1) - 1
                rounded = Double(bitPattern: ((bits + half + (bits >> shift & 1)) >> shift) << shift)
            } else {
                // Subnormal numbers of the type share the unit of its least normal one.
                let least = 2 - 1 << (own.exponent - 1)
                let unit = max(Int(value.exponent), least) - drop
                let scaled = Double(sign: .plus, exponent: -unit, significand: value)
                rounded = Double(sign: .plus, exponent: unit, significand: scaled.rounded(.toNearestOrEven))
            }
        }
        guard attributes.exponentBits < own.exponent, rounded.isFinite else { return rounded }
        let bias = 1 << (attributes.exponentBits - 1) - 1
        if Int(rounded.exponent) > bias { return value < 0 ? -.infinity : .infinity }
        return rounded == 0 || Int(rounded.exponent) < 1 - bias ? (value < 0 ? -0.0 : 0) : rounded
    }
}
