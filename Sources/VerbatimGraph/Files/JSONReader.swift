/// Reads JSON by recursive descent, within bounds of nesting.
struct JSONReader {
    private static let nestingLimit = 64

    private let bytes: ArraySlice<UInt8>
    private let source: String
    private var position: Int
    private var nesting = 0

    init(bytes: ArraySlice<UInt8>, source: String) {
        self.bytes = bytes
        self.source = source
        position = bytes.startIndex
    }

    mutating func document() throws -> JSONValue {
        let value = try self.value()
        skipSpace()
        guard position == bytes.endIndex else { throw unexpected("the end") }
        return value
    }

    private mutating func value() throws -> JSONValue {
        guard nesting < Self.nestingLimit else { throw unexpected("at most \(Self.nestingLimit) levels") }
        nesting += 1
        defer { nesting -= 1 }
        skipSpace()
        switch peek() {
        case UInt8(ascii: "{"): return .object(try object())
        case UInt8(ascii: "["): return .array(try array())
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try literal("true", .boolean(true))
        case UInt8(ascii: "f"): return try literal("false", .boolean(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        default: return try number()
        }
    }

    private mutating func object() throws -> [JSONValue.Member] {
        position += 1
        var members: [JSONValue.Member] = []
        var names: Set<String> = []
        if accept("}") { return members }
        repeat {
            skipSpace()
            let start = position
            guard peek() == UInt8(ascii: "\"") else { throw unexpected("a name in quotes") }
            let name = try string()
            guard names.insert(name).inserted else {
                position = start
                throw unexpected("a name that is not in the object yet, not \"\(name)\"")
            }
            guard accept(":") else { throw unexpected("`:`") }
            members.append(JSONValue.Member(name, try value()))
        } while accept(",")
        guard accept("}") else { throw unexpected("`,` or `}`") }
        return members
    }

    private mutating func array() throws -> [JSONValue] {
        position += 1
        var values: [JSONValue] = []
        if accept("]") { return values }
        repeat { values.append(try value()) } while accept(",")
        guard accept("]") else { throw unexpected("`,` or `]`") }
        return values
    }

    private mutating func literal(_ word: String, _ value: JSONValue) throws -> JSONValue {
        guard bytes[position...].starts(with: word.utf8) else { throw unexpected("a value") }
        position += word.utf8.count
        return value
    }

    private mutating func number() throws -> JSONValue {
        let start = position
        _ = take(UInt8(ascii: "-"))
        let firstDigit = position
        guard skipDigits() > 0 else {
            position = start
            throw unexpected("a value")
        }
        guard bytes[firstDigit] != UInt8(ascii: "0") || position == firstDigit + 1 else {
            throw unexpected("a number without leading zeros")
        }
        var isWhole = true
        if take(UInt8(ascii: ".")) {
            isWhole = false
            guard skipDigits() > 0 else { throw unexpected("a digit") }
        }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            isWhole = false
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            guard skipDigits() > 0 else { throw unexpected("a digit") }
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isWhole, let number = Int(text) { return .integer(number) }
        guard let number = Double(text), number.isFinite else {
            position = start
            throw unexpected("a number of 64 bits")
        }
        return .number(number)
    }

    private mutating func string() throws -> String {
        position += 1
        var result: [UInt8] = []
        while let byte = peek() {
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: result, as: UTF8.self) else {
                    throw unexpected("a text of UTF-8 before")
                }
                return text
            case UInt8(ascii: "\\"): try escape(into: &result)
            case 0..<0x20:
                position -= 1
                throw unexpected("no control character in a text")
            default: result.append(byte)
            }
        }
        throw unexpected("`\"`")
    }

    private mutating func escape(into result: inout [UInt8]) throws {
        guard let byte = peek() else { throw unexpected("an escape") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(byte)
        case UInt8(ascii: "b"): result.append(8)
        case UInt8(ascii: "f"): result.append(12)
        case UInt8(ascii: "n"): result.append(10)
        case UInt8(ascii: "r"): result.append(13)
        case UInt8(ascii: "t"): result.append(9)
        case UInt8(ascii: "u"):
            var code = try fourDigits()
            if (0xD800..<0xDC00).contains(code) {
                guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else { throw unexpected("a second surrogate") }
                let low = try fourDigits()
                guard (0xDC00..<0xE000).contains(low) else { throw unexpected("a second surrogate before") }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw unexpected("a first surrogate before") }
            result += Array(String(Character(scalar)).utf8)
        default:
            position -= 1
            throw unexpected("an escape")
        }
    }

    private mutating func fourDigits() throws -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = peek(), let digit = TextSpelling.digit(byte) else {
                throw unexpected("four hexadecimal digits")
            }
            code = code << 4 | UInt32(digit)
            position += 1
        }
        return code
    }

    // MARK: Bytes

    private func peek() -> UInt8? { position < bytes.endIndex ? bytes[position] : nil }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek() == byte else { return false }
        position += 1
        return true
    }

    private mutating func accept(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        return take(UInt8(ascii: character))
    }

    private mutating func skipDigits() -> Int {
        let start = position
        while let byte = peek(), TextLexer.isDigit(byte) { position += 1 }
        return position - start
    }

    private mutating func skipSpace() {
        while let byte = peek(), byte == 32 || byte == 9 || byte == 10 || byte == 13 { position += 1 }
    }

    private func unexpected(_ expected: String) -> VerbatimError {
        let rest = bytes[min(position, bytes.endIndex)...].prefix(20)
        return VerbatimError(
            .file, "\(source) is not JSON at byte \(position - bytes.startIndex)",
            received: rest.isEmpty ? "the end" : "`\(String(decoding: rest, as: UTF8.self))`", expected: expected)
    }
}
