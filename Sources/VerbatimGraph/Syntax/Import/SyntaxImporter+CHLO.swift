// CHLO, the dialect above StableHLO, whose operations exporters leave in: as compositions.
extension SyntaxImporter {
    /// What an operation of CHLO gives.
    func translateCHLO(_ operation: SyntaxOperation) throws -> [Value] {
        let operands = try operands(operation)
        switch (operation.name, operands.count) {
        case ("chlo.scan", _): return try scan(operands, operation)
        case ("chlo.ragged_dot", 3): return [.tensor(try raggedDot(operands, operation))]
        case ("chlo.zeta", 2): return [.tensor(try inDouble(operands, operation, zeta))]
        case ("chlo.polygamma", 2): return [.tensor(try inDouble(operands, operation, polygamma))]
        case ("chlo.square", 1): return [.tensor(try builder.binary(.multiply, operands[0], operands[0]))]
        case ("chlo.conj", 1):
            guard builder.type(of: operands[0]).element.isComplex else { return [.tensor(operands[0])] }
            let real = try builder.unary(.real, operands[0])
            let imaginary = try builder.unary(.negate, try builder.unary(.imag, operands[0]))
            return [.tensor(try builder.one(.complex, [real, imaginary]))]
        case ("chlo.is_inf", 1):
            return [.tensor(try isInfinite(try builder.unary(.abs, operands[0]), sign: 1))]
        case ("chlo.is_pos_inf", 1): return [.tensor(try isInfinite(operands[0], sign: 1))]
        case ("chlo.is_neg_inf", 1): return [.tensor(try isInfinite(operands[0], sign: -1))]
        case ("chlo.constant", 0):
            guard case .dense(let body, let stated)? = operation["value"],
                case .whole(let value) = try SyntaxDense.elements(body, try tensorType(stated, operation))
            else { throw missing("value", operation) }
            return [.tensor(try builder.constant(value))]
        case ("chlo.constant_like", 1):
            let type = builder.type(of: operands[0])
            guard case .number(let text, _)? = operation["value"], let number = Double(text),
                type.element.isFloat || type.element.isComplex || (number >= 0 && number < 128)
            else { throw missing("value", operation) }
            return [.tensor(try builder.constant(number, type))]
        case ("chlo.top_k", 1): return try topK(operands[0], try integer("k", operation), operation)
        case ("chlo.mulhi", 2): return [.tensor(try highProduct(operands[0], operands[1], operation))]
        case (_, 2) where operation.name.hasPrefix("chlo.broadcast_"):
            return [.tensor(try broadcasted(operands, operation))]
        default:
            throw Self.error(.unsupported, "an operation is not one of the graph's: \(operation.name)", operation)
        }
    }

    private func isInfinite(_ value: ValueID, sign: Double) throws -> ValueID {
        try builder.compare(.eq, value, try builder.constant(sign * .infinity, builder.type(of: value)))
    }

    /// The greatest elements of each row, descending, and where they stood; equal ones in their order.
    private func topK(_ operand: ValueID, _ k: Int, _ operation: SyntaxOperation) throws -> [Value] {
        let type = builder.type(of: operand)
        guard type.rank > 0, (0...type.shape[type.rank - 1]).contains(k) else {
            throw Self.error(.malformed, "chlo.top_k asks for more than there is", operation, received: "\(k)")
        }
        let order: CompareAttributes.Order = type.element.isFloat ? .totalOrder : .natural(type.element)
        let indices = try builder.one(.iota(IotaAttributes(dimension: type.rank - 1, type: type.with(.i32))))
        let (value, index) = (type.with(shape: []), TensorType([], .i32))
        let body = try builder.region([value, value, index, index]) {
            [try builder.one(.compare(CompareAttributes(.gt, order: order)), [$0[0], $0[1]])]
        }
        let sorted = try builder.append(
            .sort(SortAttributes(dimension: type.rank - 1)), [operand, indices], regions: [body])
        var limit = type.shape
        limit[type.rank - 1] = k
        return try sorted.map {
            .tensor(
                try builder.one(.slice(SliceAttributes(start: limit.map { _ in 0 }, limit: limit)), [$0]))
        }
    }

    /// The upper half of the product of integers.
    private func highProduct(_ a: ValueID, _ b: ValueID, _ operation: SyntaxOperation) throws -> ValueID {
        let type = builder.type(of: a)
        let wide: ElementType
        switch type.element {
        case .i8: wide = .i16
        case .i16: wide = .i32
        case .i32: wide = .i64
        case .u8: wide = .u16
        case .u16: wide = .u32
        case .u32: wide = .u64
        case .i64, .u64: return try highProductOfWords(a, b)
        case .bool, .f16, .bf16, .f32, .f64, .i2, .i4, .u2, .u4, .c64, .c128, .f4E2M1FN, .f6E2M3FN, .f6E3M2FN, .f8E3M4,
            .f8E4M3, .f8E4M3B11FNUZ, .f8E4M3FN, .f8E4M3FNUZ, .f8E5M2, .f8E5M2FNUZ, .f8E8M0FNU:
            throw Self.error(.unsupported, "chlo.mulhi takes integers of 8 to 64 bits", operation)
        }
        let product = try builder.binary(
            .multiply, try builder.convert(a, to: wide), try builder.convert(b, to: wide))
        let shift = try builder.constant(Double(type.element.bitWidth), type.with(wide))
        return try builder.convert(
            try builder.binary(.shiftRightArithmetic, product, shift), to: type.element)
    }

    /// Of 64 bits: by halves, and for signed numbers less the other where one is negative.
    private func highProductOfWords(_ a: ValueID, _ b: ValueID) throws -> ValueID {
        let type = builder.type(of: a)
        let (x, y) = (try builder.convert(a, to: .u64), try builder.convert(b, to: .u64))
        let half = try builder.constant(32, type.with(.u64))
        let mask = try builder.constant(4_294_967_295, type.with(.u64))
        func high(_ value: ValueID) throws -> ValueID { try builder.binary(.shiftRightLogical, value, half) }
        func low(_ value: ValueID) throws -> ValueID { try builder.binary(.and, value, mask) }
        func product(_ a: ValueID, _ b: ValueID) throws -> ValueID { try builder.binary(.multiply, a, b) }
        func sum(_ a: ValueID, _ b: ValueID) throws -> ValueID { try builder.binary(.add, a, b) }
        let (xl, xh, yl, yh) = (try low(x), try high(x), try low(y), try high(y))
        let middle = try sum(try product(xh, yl), try high(try product(xl, yl)))
        let other = try sum(try product(xl, yh), try low(middle))
        var result = try sum(try sum(try product(xh, yh), try high(middle)), try high(other))
        if type.element == .i64 {
            let zero = try builder.constant(0, type)
            let none = try builder.constant(0, type.with(.u64))
            for (one, another) in [(a, y), (b, x)] {
                let isNegative = try builder.compare(.lt, one, zero)
                result = try builder.binary(.subtract, result, try builder.select(isNegative, another, none))
            }
        }
        return try builder.convert(result, to: type.element)
    }

    /// `chlo.broadcast_add` and the like: shapes are aligned at their ends and stretched from 1.
    private func broadcasted(_ operands: [ValueID], _ operation: SyntaxOperation) throws -> ValueID {
        let name = String(operation.name.dropFirst("chlo.broadcast_".count))
        let types = operands.map(builder.type(of:))
        let rank = max(types[0].rank, types[1].rank)
        let padded = types.map { [Int](repeating: 1, count: rank - $0.rank) + $0.shape }
        let shape = zip(padded[0], padded[1]).map { $0 == 1 ? $1 : $0 }
        guard zip(padded[0], padded[1]).allSatisfy({ $0 == $1 || $0 == 1 || $1 == 1 }) else {
            throw Self.error(
                .shape, "\(operation.name) takes shapes that stretch to one", operation,
                received: "\(types[0]) and \(types[1])")
        }
        let wide = try zip(operands, types).map { operand, type in
            try builder.broadcast(operand, to: shape, dimensions: Array((rank - type.rank)..<rank))
        }
        if name == "compare" {
            guard let word = operation["comparison_direction"]?.keyword,
                let direction = CompareAttributes.Direction(rawValue: word)
            else { throw missing("comparison_direction", operation) }
            return try builder.compare(direction, wide[0], wide[1])
        }
        if name == "complex" { return try builder.one(.complex, wide) }
        guard let binary = BinaryOperation(rawValue: name) else {
            throw Self.error(.unsupported, "an operation is not one of the graph's: \(operation.name)", operation)
        }
        return try builder.binary(binary, wide[0], wide[1])
    }
}
