import VerbatimArithmetic

/// Reads the elements of `dense<...>`: decimal, hexadecimal, repeated and raw forms.
struct SyntaxDense {
    private let bytes: [UInt8]
    private var position = 0
    private let type: TensorType
    private var result: [UInt8] = []

    /// What was read: the whole constant, or one element that fills a large type.
    enum Elements {
        case whole(TensorValue)
        case repeated(TensorValue)
    }

    /// Repeated elements up to this number become a whole constant.
    static let splatLimit = 1024

    /// The elements between the angle brackets.
    static func elements(_ body: String, _ type: TensorType) throws -> Elements {
        var reader = SyntaxDense(bytes: Array(body.utf8), type: type)
        return try reader.read()
    }

    private init(bytes: [UInt8], type: TensorType) {
        self.bytes = bytes
        self.type = type
    }

    private mutating func read() throws -> Elements {
        let width = type.element.byteCount
        skipSpace()
        if position == bytes.count {
            guard type.count == 0 else { throw unsuitable("no elements") }
        } else if bytes[position] == UInt8(ascii: "\"") {
            try raw()
        } else if bytes[position] == UInt8(ascii: "["), type.rank > 0 {
            try row(0)
        } else {
            try element()
        }
        skipSpace()
        guard position == bytes.count else { throw unsuitable("something after the elements") }
        if result.count == width, type.count != 1 {
            if type.count <= Self.splatLimit {
                let one = result
                var value = TensorValue(zeros: type)
                value.withUnsafeMutableBytes { target in
                    for index in target.indices { target[index] = one[index % width] }
                }
                return .whole(value)
            }
            let one = try result.withUnsafeBytes { try TensorValue(type: type.with(shape: []), bytes: $0) }
            return .repeated(one)
        }
        guard result.count == type.byteCount else { throw unsuitable("\(result.count / width) elements") }
        return .whole(try result.withUnsafeBytes { try TensorValue(type: type, bytes: $0) })
    }

    private func unsuitable(_ received: String) -> VerbatimError {
        VerbatimError(
            .malformed, "a constant does not suit its type", received: String(received.prefix(60)), expected: "\(type)")
    }

    private mutating func skipSpace() {
        while position < bytes.count, bytes[position] == UInt8(ascii: " ") { position += 1 }
    }

    private mutating func accept(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func row(_ dimension: Int) throws {
        guard dimension < type.rank else { return try element() }
        guard accept("[") else { throw unsuitable("no `[` along dimension \(dimension)") }
        var count = 0
        if !accept("]") {
            repeat {
                try row(dimension + 1)
                count += 1
            } while accept(",")
            guard accept("]") else { throw unsuitable("no `]` along dimension \(dimension)") }
        }
        guard count == type.shape[dimension] else { throw unsuitable("\(count) along dimension \(dimension)") }
    }

    /// The next word up to a delimiter.
    private mutating func word() -> String {
        skipSpace()
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: ")")
                || byte == UInt8(ascii: " ")
            {
                break
            }
            position += 1
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func append<Scalar>(_ scalar: Scalar) {
        withUnsafeBytes(of: scalar) { result.append(contentsOf: $0) }
    }

    private mutating func element() throws {
        guard type.element.isComplex else { return try scalar(type.element) }
        guard accept("(") else { throw unsuitable("no `(`") }
        try scalar(type.element.part)
        guard accept(",") else { throw unsuitable("no `,`") }
        try scalar(type.element.part)
        guard accept(")") else { throw unsuitable("no `)`") }
    }

    private mutating func scalar(_ element: ElementType) throws {
        let text = word()
        if element == .bool {
            switch text {
            case "true", "1": result.append(1)
            case "false", "0": result.append(0)
            default: throw unsuitable(text)
            }
            return
        }
        if element.isInteger {
            let isHexadecimal = text.hasPrefix("0x") || text.hasPrefix("-0x")
            let digits = isHexadecimal ? text.replacing("0x", with: "", maxReplacements: 1)[...] : text[...]
            let radix = isHexadecimal ? 16 : 10
            let bits = element.bitWidth
            if element.isSignedInteger {
                guard let number = Int64(digits, radix: radix),
                    bits == 64 || (-(1 << (bits - 1))..<(1 << bits)).contains(number)
                else { throw unsuitable(text) }
                // Sign bits follow the number's own.
                let extended = (number << Int64(64 - bits)) >> Int64(64 - bits)
                return integer(UInt64(bitPattern: extended), width: element.byteCount)
            }
            guard let number = UInt64(digits, radix: radix), bits == 64 || number < 1 << UInt64(bits) else {
                if let negative = Int64(digits, radix: radix), bits == 64 || negative >= -(1 << (bits - 1)) {
                    let mask: UInt64 = bits == 64 ? .max : 1 << UInt64(bits) - 1
                    return integer(UInt64(bitPattern: negative) & mask, width: element.byteCount)
                }
                throw unsuitable(text)
            }
            return integer(number, width: element.byteCount)
        }
        if text.hasPrefix("0x") {
            guard let bits = UInt64(text.dropFirst(2), radix: 16),
                element.bitWidth == 64 || bits < 1 << UInt64(element.bitWidth)
            else { throw unsuitable(text) }
            return integer(bits, width: element.byteCount)
        }
        guard let number = Double(text), number.isFinite else { throw unsuitable(text) }
        switch element {
        case .f16:
            guard Half(number).isFinite else { throw unsuitable(text) }
            append(Half(number).bitPattern)
        case .bf16:
            guard BFloat16(number).isFinite else { throw unsuitable(text) }
            append(BFloat16(number).bitPattern)
        case .f32:
            // From the decimal itself, so that it is rounded once.
            guard let single = Float(text), single.isFinite else { throw unsuitable(text) }
            append(single)
        case .f64: append(number)
        case .bool, .i8, .i16, .i32, .i64, .u8, .u16, .u32, .u64, .i2, .i4, .u2, .u4, .c64, .c128, .f4E2M1FN, .f6E2M3FN,
            .f6E3M2FN, .f8E3M4, .f8E4M3, .f8E4M3B11FNUZ, .f8E4M3FN, .f8E4M3FNUZ, .f8E5M2, .f8E5M2FNUZ, .f8E8M0FNU:
            guard let format = element.smallFormat else { throw unsuitable(text) }
            result.append(format.code(number))
        }
    }

    private mutating func integer(_ bits: UInt64, width: Int) {
        switch width {
        case 1: append(UInt8(truncatingIfNeeded: bits))
        case 2: append(UInt16(truncatingIfNeeded: bits))
        case 4: append(UInt32(truncatingIfNeeded: bits))
        default: append(bits)
        }
    }

    /// `"0x..."`: the bytes of all elements, or of one that all repeat; bits of booleans are packed.
    private mutating func raw() throws {
        let end = bytes.count - 1
        guard end > position, bytes[end] == UInt8(ascii: "\""), bytes[position + 1..<end].starts(with: "0x".utf8) else {
            throw unsuitable("raw bytes without `0x`")
        }
        let digits = bytes[(position + 3)..<end]
        position = bytes.count
        guard digits.count % 2 == 0 else { throw unsuitable("an odd number of digits") }
        result.reserveCapacity(digits.count / 2)
        var index = digits.startIndex
        while index < digits.endIndex {
            guard let high = TextSpelling.digit(digits[index]), let low = TextSpelling.digit(digits[index + 1]) else {
                throw unsuitable("something else than hexadecimal digits")
            }
            result.append(high << 4 | low)
            index += 2
        }
        if type.element == .bool {
            if result.count == type.count || result.count == 1 && type.count > 8 {
                result = result.map { $0 == 0 ? 0 : 1 }
            } else if result.count == (type.count + 7) / 8 {
                let packed = result
                result = (0..<type.count).map { packed[$0 / 8] >> UInt8($0 % 8) & 1 }
            } else {
                throw unsuitable("\(result.count) bytes")
            }
        } else if type.element.bitWidth < 8, type.element.isInteger {
            // One element in each byte, whose upper bits follow the number's sign.
            let spare = UInt8(8 - type.element.bitWidth)
            let isSigned = type.element.isSignedInteger
            result = result.map {
                let raised = $0 << spare
                return isSigned ? UInt8(bitPattern: Int8(bitPattern: raised) >> Int8(spare)) : raised >> spare
            }
        }
        #if !_endian(little)
            let width = type.element.part.byteCount
            for start in stride(from: 0, to: result.count, by: width) { result[start..<start + width].reverse() }
        #endif
    }
}
