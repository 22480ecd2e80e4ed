import VerbatimArithmetic

// Constants: `dense<...> : tensor<...>`.
extension TextParser {
    /// A constant as it was read: the whole of it, or one element and the type that it fills.
    struct Dense {
        var value: TensorValue
        var splatType: TensorType?
    }

    /// `dense<...> : type`; a large repeated value is not written out.
    func dense() throws -> Dense {
        let context = "a constant"
        try expectWord("dense", context)
        try expect("<", context)
        // The elements are read once their type is known.
        let (position, start) = (lexer.position, token)
        while !isPunctuation(">") {
            if token.kind == .end { throw error("\(context) does not end", at: start, expected: "`>`") }
            try advance()
        }
        try advance()
        try expect(":", context)
        let type = try tensorType(context)
        let (positionAfter, after) = (lexer.position, token)
        (lexer.position, token) = (position, start)
        defer { (lexer.position, token) = (positionAfter, after) }
        let result = try elements(of: type)
        guard isPunctuation(">") else { throw unexpected(context, expected: "`>`") }
        return result
    }

    private func elements(of type: TensorType) throws -> Dense {
        let context = "a constant"
        var bytes: [UInt8] = []
        let start = token
        if isPunctuation(">") {
            guard type.count == 0 else { throw unexpected("a constant has no elements", expected: "those of \(type)") }
        } else if token.kind == .string {
            try raw(type, into: &bytes)
        } else if isPunctuation("["), type.rank > 0 {
            try row(of: type, dimension: 0, into: &bytes)
        } else {
            try element(type.element, into: &bytes)
            if type.count != 1 { return try splat(type, bytes) }
        }
        if bytes.count == type.element.byteCount, type.count != 1 { return try splat(type, bytes) }
        guard bytes.count == type.byteCount else {
            throw lexer.error(
                "\(context) does not fill its type", at: start.start, received: "\(bytes.count) bytes",
                expected: "\(type.byteCount) for \(type)")
        }
        return Dense(value: try bytes.withUnsafeBytes { try TensorValue(type: type, bytes: $0) })
    }

    private func splat(_ type: TensorType, _ element: [UInt8]) throws -> Dense {
        guard type.count > 0 else { return Dense(value: TensorValue(zeros: type)) }
        let isLarge = type.count > ConstantText.splatLimit
        var value = TensorValue(zeros: isLarge ? type.with(shape: []) : type)
        value.withUnsafeMutableBytes { target in
            for index in target.indices { target[index] = element[index % element.count] }
        }
        return Dense(value: value, splatType: isLarge ? type : nil)
    }

    private func row(of type: TensorType, dimension: Int, into bytes: inout [UInt8]) throws {
        guard dimension < type.rank else { return try element(type.element, into: &bytes) }
        let start = token
        let count = try list(from: "[", to: "]", "a constant") {
            try row(of: type, dimension: dimension + 1, into: &bytes)
        }.count
        guard count == type.shape[dimension] else {
            throw lexer.error(
                "a constant does not fill its type", at: start.start, received: "\(count) along dimension \(dimension)",
                expected: "\(type.shape[dimension]) for \(type)")
        }
    }

    /// The bytes of one element, as they lie in memory.
    private func element(_ element: ElementType, into bytes: inout [UInt8]) throws {
        func append<Scalar>(_ scalar: Scalar) { withUnsafeBytes(of: scalar) { bytes.append(contentsOf: $0) } }
        let start = token
        let isNegative = try accept("-")
        let spelling = text(token)
        let kind = token.kind
        func unsuitable() -> VerbatimError {
            error(
                "an element does not suit its type", at: start,
                expected: element.isFloat
                    ? "a number with a point, or the bits of an \(element.rawValue)" : "an \(element.rawValue)")
        }
        if element == .bool {
            guard !isNegative,
                (kind == .word && (spelling == "true" || spelling == "false"))
                    || (kind == .integer && (spelling == "0" || spelling == "1"))
            else { throw unsuitable() }
            bytes.append(spelling == "true" || spelling == "1" ? 1 : 0)
            return try advance()
        }
        if element.isFloat {
            if kind == .hexadecimal, !isNegative, let bits = UInt64(spelling.dropFirst(2), radix: 16) {
                func appendBits<Word: FixedWidthInteger>(_: Word.Type) throws {
                    guard let word = Word(exactly: bits) else { throw unsuitable() }
                    append(word)
                }
                switch element.byteCount {
                case 2: try appendBits(UInt16.self)
                case 4: try appendBits(UInt32.self)
                default: append(bits)
                }
                return try advance()
            }
            guard kind == .float else { throw unsuitable() }
            let signed = (isNegative ? "-" : "") + spelling
            func appendNarrow<Narrow: NarrowFloat>(_: Narrow.Type) throws {
                guard let number = Double(signed).map({ Narrow($0) }), number.isFinite else { throw unsuitable() }
                append(number.bitPattern)
            }
            switch element {
            case .f16: try appendNarrow(Half.self)
            case .bf16: try appendNarrow(BFloat16.self)
            case .f64:
                guard let number = Double(signed), number.isFinite else { throw unsuitable() }
                append(number)
            default:
                guard let number = Float(signed), number.isFinite else { throw unsuitable() }
                append(number)
            }
            return try advance()
        }
        let radix = kind == .hexadecimal ? 16 : 10
        guard kind == .integer || kind == .hexadecimal else { throw unsuitable() }
        let signed = (isNegative ? "-" : "") + (radix == 16 ? spelling.dropFirst(2) : spelling[...])
        func appendInteger<Number: FixedWidthInteger>(_: Number.Type) throws {
            guard let number = Number(signed, radix: radix) else { throw unsuitable() }
            append(number)
        }
        switch element {
        case .i8: try appendInteger(Int8.self)
        case .i16: try appendInteger(Int16.self)
        case .i32: try appendInteger(Int32.self)
        case .i64: try appendInteger(Int64.self)
        case .u8: try appendInteger(UInt8.self)
        case .u16: try appendInteger(UInt16.self)
        case .u32: try appendInteger(UInt32.self)
        case .u64: try appendInteger(UInt64.self)
        case .bool, .f16, .bf16, .f32, .f64, .i2, .i4, .u2, .u4, .c64, .c128, .f4E2M1FN, .f6E2M3FN, .f6E3M2FN, .f8E3M4,
            .f8E4M3, .f8E4M3B11FNUZ,
            .f8E4M3FN, .f8E4M3FNUZ, .f8E5M2, .f8E5M2FNUZ, .f8E8M0FNU:
            break
        }
        try advance()
    }

    /// The bytes of all elements, or of one that all repeat, from `"0x..."`.
    private func raw(_ type: TensorType, into bytes: inout [UInt8]) throws {
        let start = token
        let spelling = lexer.bytes[token.start + 1..<token.end - 1]
        let digits = spelling.dropFirst(2)
        let size = type.element.byteCount
        let isPacked =
            type.element == .bool && digits.count / 2 != type.count && digits.count / 2 == (type.count + 7) / 8
        guard spelling.starts(with: "0x".utf8), digits.count % 2 == 0, digits.allSatisfy(TextLexer.isHexadecimal),
            digits.count / 2 == type.byteCount || digits.count / 2 == size || isPacked
        else {
            throw error(
                "raw bytes do not suit their type", at: start,
                expected: "0x and \(2 * type.byteCount) or \(2 * size) hexadecimal digits for \(type)")
        }
        bytes.reserveCapacity(digits.count / 2)
        var index = digits.startIndex
        while index < digits.endIndex {
            bytes.append(TextSpelling.digit(digits[index])! << 4 | TextSpelling.digit(digits[index + 1])!)
            index += 2
        }
        if isPacked {
            let packed = bytes
            bytes = (0..<type.count).map { packed[$0 / 8] >> UInt8($0 % 8) & 1 }
        } else if type.element == .bool {
            bytes = bytes.map { $0 == 0 ? 0 : 1 }
        }
        #if !_endian(little)
            for start in stride(from: 0, to: bytes.count, by: size) { bytes[start..<start + size].reverse() }
        #endif
        try advance()
    }
}
