/// Reads MLIR's syntax as StableHLO's tools print it, in short and generic forms, into a tree.
///
/// Nesting is bounded, and no text makes it allocate more than a constant factor of its length.
struct SyntaxParser {
    /// The most levels of regions, attributes and types, modules and functions counted.
    static let nestingLimit = Graph.nestingLimit + 8

    var lexer: TextLexer
    var token: TextToken
    var nesting = 0
    var operations = 0
    private var cursor = (offset: 0, line: 1, column: 1)

    init(_ text: String) throws {
        lexer = TextLexer(text)
        token = try lexer.next()
    }

    /// The whole text.
    mutating func module() throws -> SyntaxModule {
        var module = SyntaxModule(aliases: [], operations: [])
        var names: Set<String> = []
        while token.kind != .end {
            if token.kind == .hash || token.kind == .dialectType {
                let start = token
                let alias = try alias()
                guard names.insert(alias.name).inserted else {
                    throw error("an alias is defined twice", at: start, expected: "each name once")
                }
                module.aliases.append(alias)
            } else {
                module.operations.append(try operation())
            }
        }
        return module
    }

    private mutating func alias() throws -> SyntaxModule.Alias {
        let name = text(token)
        let isType = token.kind == .dialectType
        try advance()
        try expect("=", "an alias")
        return SyntaxModule.Alias(name: name, value: isType ? .type(try type("an alias")) : try attribute())
    }

    // MARK: Tokens

    mutating func advance() throws { token = try lexer.next() }

    /// The token's spelling.
    func text(_ token: TextToken) -> String { String(decoding: lexer.bytes[token.start..<token.end], as: UTF8.self) }

    func isWord(_ word: String) -> Bool {
        token.kind == .word && lexer.bytes[token.start..<token.end].elementsEqual(word.utf8)
    }

    func isPunctuation(_ character: Unicode.Scalar) -> Bool { token.kind == .punctuation(UInt8(ascii: character)) }

    mutating func accept(_ character: Unicode.Scalar) throws -> Bool {
        guard isPunctuation(character) else { return false }
        try advance()
        return true
    }

    mutating func acceptWord(_ word: String) throws -> Bool {
        guard isWord(word) else { return false }
        try advance()
        return true
    }

    mutating func acceptArrow() throws -> Bool {
        guard token.kind == .arrow else { return false }
        try advance()
        return true
    }

    mutating func expect(_ character: Unicode.Scalar, _ context: String) throws {
        guard try accept(character) else { throw unexpected(context, expected: "`\(character)`") }
    }

    mutating func expectWord(_ word: String, _ context: String) throws {
        guard try acceptWord(word) else { throw unexpected(context, expected: "`\(word)`") }
    }

    mutating func expectArrow(_ context: String) throws {
        guard try acceptArrow() else { throw unexpected(context, expected: "`->`") }
    }

    mutating func word(_ context: String, expected: String) throws -> String {
        guard token.kind == .word else { throw unexpected(context, expected: expected) }
        let word = text(token)
        try advance()
        return word
    }

    /// A whole number, perhaps with a sign.
    mutating func integer(_ context: String) throws -> Int {
        let isNegative = try accept("-")
        guard token.kind == .integer else { throw unexpected(context, expected: "a whole number") }
        guard let number = Int((isNegative ? "-" : "") + text(token)) else {
            throw unexpected("\(context) holds a number out of range", expected: "a number of 64 bits")
        }
        try advance()
        return number
    }

    mutating func integers(_ context: String) throws -> [Int] {
        var numbers: [Int] = []
        try list(from: "[", to: "]", context) { numbers.append(try $0.integer(context)) }
        return numbers
    }

    /// The text of a quoted token.
    mutating func string(_ context: String) throws -> String {
        guard token.kind == .string else { throw unexpected(context, expected: "a text in quotes") }
        let result = try unquoted(token.start..<token.end)
        try advance()
        return result
    }

    /// The name after `@`, nested names included.
    mutating func symbol(_ context: String) throws -> String {
        var name = try simpleSymbol(context)
        while isPunctuation(":") {
            let (position, colon) = (lexer.position, token)
            try advance()
            guard isPunctuation(":"), token.start == colon.end else {
                (lexer.position, token) = (position, colon)
                break
            }
            try advance()
            name += "::@" + (try simpleSymbol(context))
        }
        return name
    }

    private mutating func simpleSymbol(_ context: String) throws -> String {
        guard token.kind == .symbol, token.end - token.start > 1 else {
            throw unexpected(context, expected: "a name such as `@main`")
        }
        let name =
            lexer.bytes[token.start + 1] == UInt8(ascii: "\"")
            ? try unquoted(token.start + 1..<token.end)
            : String(decoding: lexer.bytes[token.start + 1..<token.end], as: UTF8.self)
        try advance()
        return name
    }

    private func unquoted(_ range: Range<Int>) throws -> String {
        guard let text = TextSpelling.unquoted(lexer.bytes[range.lowerBound + 1..<range.upperBound - 1]) else {
            throw lexer.error(
                "a text in quotes has an unknown escape or is not UTF-8", at: range.lowerBound,
                expected: "\\\\, \\\", \\n, \\t or \\ and two hexadecimal digits")
        }
        return text
    }

    /// A name with the sigil `%` and perhaps the number of a result.
    mutating func value(_ context: String) throws -> String {
        guard token.kind == .value, token.end - token.start > 1 else {
            throw unexpected(context, expected: "a value such as `%0`")
        }
        var name = text(token)
        let end = token.end
        try advance()
        if token.kind == .hash, token.start == end {
            name += text(token)
            try advance()
        }
        return name
    }

    /// What stands between two delimiters, separated by commas, perhaps nothing.
    mutating func list(
        from open: Unicode.Scalar, to close: Unicode.Scalar, _ context: String,
        _ element: (inout SyntaxParser) throws -> Void
    ) throws {
        try expect(open, context)
        if try accept(close) { return }
        repeat { try element(&self) } while try accept(",")
        guard try accept(close) else { throw unexpected(context, expected: "`,` or `\(close)`") }
    }

    /// The spelling between an opened bracket, after whose token the parser stands, and the one that closes it.
    ///
    /// Spaces and comments become one space each; what is quoted stays.
    mutating func balanced(_ open: Unicode.Scalar, _ close: Unicode.Scalar, _ context: String) throws -> String {
        let bytes = lexer.bytes
        var position = token.start
        let start = position
        var depth = 1
        var spelling: [UInt8] = []
        var isSpaced = false
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: " ") || (9...13).contains(byte) {
                isSpaced = true
                position += 1
                continue
            }
            if byte == UInt8(ascii: "/"), position + 1 < bytes.count, bytes[position + 1] == byte {
                while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
                continue
            }
            let isArrow = byte == UInt8(ascii: ">") && position > start && bytes[position - 1] == UInt8(ascii: "-")
            if byte == UInt8(ascii: open) { depth += 1 }
            if byte == UInt8(ascii: close), !isArrow {
                depth -= 1
                if depth == 0 {
                    lexer.position = position + 1
                    try advance()
                    return String(decoding: spelling, as: UTF8.self)
                }
            }
            if isSpaced, !spelling.isEmpty { spelling.append(UInt8(ascii: " ")) }
            isSpaced = false
            if byte == UInt8(ascii: "\"") {
                let opening = position
                position += 1
                while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
                    position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
                }
                position = min(position + 1, bytes.count)
                spelling.append(contentsOf: bytes[opening..<position])
            } else {
                spelling.append(byte)
                position += 1
            }
        }
        throw lexer.error("\(context) does not end", at: start, expected: "`\(close)`")
    }

    /// The line and column of an offset that does not lie before the last one asked for.
    mutating func place(of offset: Int) -> (line: Int, column: Int) {
        for byte in lexer.bytes[min(cursor.offset, offset)..<offset] {
            if byte == UInt8(ascii: "\n") {
                cursor.line += 1
                cursor.column = 1
            } else if byte & 0xC0 != 0x80 {
                cursor.column += 1
            }
        }
        cursor.offset = max(cursor.offset, offset)
        return (cursor.line, cursor.column)
    }

    // MARK: Errors

    /// An error at the current token.
    func unexpected(_ what: String, expected: String, code: VerbatimError.Code = .malformed) -> VerbatimError {
        error(what, at: token, expected: expected, code: code)
    }

    /// An error at a token, which is quoted as what was received.
    func error(
        _ what: String, at token: TextToken, expected: String? = nil, code: VerbatimError.Code = .malformed
    ) -> VerbatimError {
        var received = "the end of the text"
        if token.kind != .end {
            let bytes = lexer.bytes[token.start..<min(token.end, token.start + 60)]
            received = "`" + String(decoding: bytes, as: UTF8.self) + (token.end > token.start + 60 ? "...`" : "`")
        }
        return lexer.error(what, at: token.start, received: received, expected: expected, code: code)
    }

    /// Runs a part that stands one level deeper.
    mutating func nested<Result>(_ body: (inout SyntaxParser) throws -> Result) throws -> Result {
        guard nesting < Self.nestingLimit else {
            throw unexpected(
                "regions, attributes or types are nested too deeply",
                expected: "at most \(Self.nestingLimit) levels", code: .unsupported)
        }
        nesting += 1
        defer { nesting -= 1 }
        return try body(&self)
    }
}
