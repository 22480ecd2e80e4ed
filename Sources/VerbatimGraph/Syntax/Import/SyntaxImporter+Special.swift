// `chlo.zeta` and `chlo.polygamma`, as compositions in f64.
extension SyntaxImporter {
    /// A function on f64, whose result is rounded to the operands' type.
    func inDouble(
        _ operands: [ValueID], _ operation: SyntaxOperation, _ function: ([ValueID]) throws -> ValueID
    ) throws -> ValueID {
        let types = operands.map(builder.type(of:))
        guard types[0] == types[1], types[0].element.isFloat else {
            throw Self.error(.elementType, "\(operation.name) takes two tensors of one type of floats", operation)
        }
        let wide = try operands.map { try builder.convert($0, to: .f64) }
        return try builder.convert(try function(wide), to: types[0].element)
    }

    /// The Hurwitz zeta function `sum over k >= 0 of (q + k)^-s`, by the formula of Euler and Maclaurin.
    ///
    /// With a = q + 10: the terms below k = 10, ascending, then `a^(1 - s) / (s - 1)`, then `a^-s (1/2 + t)` with
    /// `t = sum over j of B(2j) / (2j)! s (s + 1) ... (s + 2j - 2) a^(1 - 2j)`, j = 1 to 12. It is infinite for s = 1 and for
    /// q = 0, -1, -2, ..., and NaN for s < 1 and where a negative q meets an s that is no integer.
    func zeta(_ operands: [ValueID]) throws -> ValueID {
        let (s, q) = (operands[0], operands[1])
        let type = builder.type(of: s)
        func number(_ value: Double) throws -> ValueID { try builder.constant(value, type) }
        func sum(_ a: ValueID, _ b: ValueID) throws -> ValueID { try builder.binary(.add, a, b) }
        func product(_ a: ValueID, _ b: ValueID) throws -> ValueID { try builder.binary(.multiply, a, b) }
        func quotient(_ a: ValueID, _ b: ValueID) throws -> ValueID { try builder.binary(.divide, a, b) }
        func power(_ a: ValueID) throws -> ValueID {
            try builder.binary(.power, a, try builder.unary(.negate, s))
        }
        var total = try power(q)
        for k in 1..<10 { total = try sum(total, try power(try sum(q, try number(Double(k))))) }
        let a = try sum(q, try number(10))
        let last = try power(a)
        total = try sum(total, try quotient(try product(last, a), try builder.binary(.subtract, s, try number(1))))
        // B(2j) / (2j)! for j = 1 to 12.
        let coefficients: [Double] = [
            1.0 / 12, -1.0 / 720, 1.0 / 30_240, -1.0 / 1_209_600, 1.0 / 47_900_160, -691.0 / 1_307_674_368_000,
            1.0 / 74_724_249_600, -3617.0 / 10_670_622_842_880_000.0, 43867.0 / 5_109_094_217_170_944_000.0,
            -174_611.0 / 802_857_662_698_291_200_000.0, 77_683.0 / 14_101_100_039_391_805_440_000.0,
            -236_364_091.0 / 1_693_824_136_731_743_669_452_800_000.0,
        ]
        let square = try product(a, a)
        var term = try quotient(s, a)
        var tail = try sum(try number(0.5), try product(try number(coefficients[0]), term))
        for (j, coefficient) in coefficients.enumerated().dropFirst() {
            let next = try product(
                try sum(s, try number(Double(2 * j - 1))), try sum(s, try number(Double(2 * j))))
            term = try product(term, try quotient(next, square))
            tail = try sum(tail, try product(try number(coefficient), term))
        }
        let value = try sum(total, try product(last, tail))
        func isWhole(_ x: ValueID) throws -> ValueID { try builder.compare(.eq, x, try builder.unary(.floor, x)) }
        let isNegative = try builder.compare(.le, q, try number(0))
        let isPole = try builder.binary(.and, isNegative, try isWhole(q))
        let isOutside = try builder.binary(
            .or, try builder.compare(.lt, s, try number(1)),
            try builder.binary(.and, isNegative, try builder.unary(.not, try isWhole(s))))
        let isInfinite = try builder.binary(.or, isPole, try builder.compare(.eq, s, try number(1)))
        return try builder.select(
            isOutside, try number(.nan), try builder.select(isInfinite, try number(.infinity), value))
    }

    /// The derivative of order n of digamma: `(-1)^(n + 1) n! zeta(n + 1, x)`, and digamma for n = 0; NaN for an order that
    /// is negative or no integer.
    func polygamma(_ operands: [ValueID]) throws -> ValueID {
        let (n, x) = (operands[0], operands[1])
        let type = builder.type(of: n)
        let (zero, one, two) = (
            try builder.constant(0, type), try builder.constant(1, type), try builder.constant(2, type)
        )
        let next = try builder.binary(.add, n, one)
        let factorial = try builder.unary(.exponential, try builder.unary(.lgamma, next))
        let magnitude = try builder.binary(.multiply, factorial, try zeta([next, x]))
        let isEven = try builder.compare(.eq, try builder.binary(.remainder, n, two), zero)
        let value = try builder.select(isEven, try builder.unary(.negate, magnitude), magnitude)
        let isOrder = try builder.binary(
            .and, try builder.compare(.ge, n, zero), try builder.compare(.eq, n, try builder.unary(.floor, n)))
        let known = try builder.select(
            try builder.compare(.eq, n, zero), try builder.unary(.digamma, x), value)
        return try builder.select(isOrder, known, try builder.constant(.nan, type))
    }
}
