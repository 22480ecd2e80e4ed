/// Cuts a graph's text into tokens, one at a time, from any position.
struct TextLexer {
    let bytes: [UInt8]
    var position: Int = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    /// The next token; spaces and comments are passed over.
    mutating func next() throws -> TextToken {
        skipSpace()
        let start = position
        guard start < bytes.count else { return TextToken(kind: .end, start: start, end: start) }
        let byte = bytes[start]
        switch byte {
        case _ where Self.startsWord(byte): return try word(from: start)
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return number(from: start)
        case UInt8(ascii: "\""):
            try skipString()
            return token(.string, from: start)
        case UInt8(ascii: "%"): return name(.value, from: start)
        case UInt8(ascii: "^"): return name(.block, from: start)
        case UInt8(ascii: "#"): return name(.hash, from: start)
        case UInt8(ascii: "!"): return name(.dialectType, from: start)
        case UInt8(ascii: "@"):
            position += 1
            if peek() == UInt8(ascii: "\"") {
                try skipString()
            } else {
                skip(while: Self.continuesWord)
            }
            return token(.symbol, from: start)
        case UInt8(ascii: "-") where peek(1) == UInt8(ascii: ">"):
            position += 2
            return token(.arrow, from: start)
        default:
            position += 1
            return token(.punctuation(byte), from: start)
        }
    }

    /// The line and column of an offset, both from 1; columns count characters, not bytes.
    func place(of offset: Int) -> (line: Int, column: Int) {
        var (line, column) = (1, 1)
        for byte in bytes[..<min(offset, bytes.count)] {
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        return (line, column)
    }

    /// Characters of a program that an error quotes at most.
    static let longestQuote = 400

    /// An error at an offset; what was received is cut where it is long.
    func error(
        _ what: String, at offset: Int, received: String? = nil, expected: String? = nil, remedy: String? = nil,
        code: VerbatimError.Code = .malformed
    ) -> VerbatimError {
        let (line, column) = place(of: offset)
        return VerbatimError(
            code, "graph text \(line):\(column): \(what)",
            received: received.map { String($0.prefix(Self.longestQuote)) },
            expected: expected, remedy: remedy)
    }

    // MARK: Pieces

    private func peek(_ ahead: Int = 0) -> UInt8? {
        position + ahead < bytes.count ? bytes[position + ahead] : nil
    }

    private func token(_ kind: TextToken.Kind, from start: Int) -> TextToken {
        TextToken(kind: kind, start: start, end: position)
    }

    private mutating func skip(while condition: (UInt8) -> Bool) {
        while position < bytes.count, condition(bytes[position]) { position += 1 }
    }

    private mutating func skipSpace() {
        while let byte = peek() {
            if byte == UInt8(ascii: " ") || (9...13).contains(byte) {
                position += 1
            } else if byte == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "/") {
                skip { $0 != UInt8(ascii: "\n") }
            } else {
                return
            }
        }
    }

    private mutating func skipString() throws {
        let start = position
        position += 1
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return
            case UInt8(ascii: "\\"): position += 2
            case UInt8(ascii: "\n"):
                throw error("a text in quotes does not end on its line", at: start, expected: "`\"`")
            default: position += 1
            }
        }
        position = bytes.count
        throw error("a text in quotes does not end", at: start, expected: "`\"`")
    }

    private mutating func word(from start: Int) throws -> TextToken {
        skip(while: Self.continuesWord)
        guard bytes[start..<position].elementsEqual("tensor".utf8) else { return token(.word, from: start) }
        let afterWord = position
        skip { $0 == UInt8(ascii: " ") }
        guard peek() == UInt8(ascii: "<") else {
            position = afterWord
            return token(.word, from: start)
        }
        var depth = 0
        while let byte = peek() {
            position += 1
            if byte == UInt8(ascii: "<") { depth += 1 }
            if byte == UInt8(ascii: ">") { depth -= 1 }
            if depth == 0 { return token(.tensor, from: start) }
        }
        throw error("a tensor type does not end", at: start, expected: "`>`")
    }

    private mutating func number(from start: Int) -> TextToken {
        if bytes[start] == UInt8(ascii: "0"), peek(1) == UInt8(ascii: "x"), let digit = peek(2),
            Self.isHexadecimal(digit)
        {
            position += 2
            skip(while: Self.isHexadecimal)
            return token(.hexadecimal, from: start)
        }
        skip(while: Self.isDigit)
        guard peek() == UInt8(ascii: ".") else { return token(.integer, from: start) }
        position += 1
        skip(while: Self.isDigit)
        if let e = peek(), e == UInt8(ascii: "e") || e == UInt8(ascii: "E") {
            let signed = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-")
            if let digit = peek(signed ? 2 : 1), Self.isDigit(digit) {
                position += signed ? 2 : 1
                skip(while: Self.isDigit)
            }
        }
        return token(.float, from: start)
    }

    /// A sigil and a name, which is digits, or letters with `$`, `.`, `_` and, in values, `-`.
    private mutating func name(_ kind: TextToken.Kind, from start: Int) -> TextToken {
        position += 1
        if let first = peek(), Self.isDigit(first) {
            skip(while: Self.isDigit)
        } else if kind == .value {
            skip { Self.continuesWord($0) || $0 == UInt8(ascii: "-") }
        } else {
            skip(while: Self.continuesWord)
        }
        return token(kind, from: start)
    }

    static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    static func isHexadecimal(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
    }

    static func startsWord(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_")
    }

    static func continuesWord(_ byte: UInt8) -> Bool {
        startsWord(byte) || isDigit(byte) || byte == UInt8(ascii: "$") || byte == UInt8(ascii: ".")
    }
}
