// Types, attributes and locations.
extension SyntaxParser {
    // MARK: Types

    mutating func type(_ context: String) throws -> SyntaxType {
        try nested { try $0.typeInside(context) }
    }

    private mutating func typeInside(_ context: String) throws -> SyntaxType {
        switch token.kind {
        case .tensor:
            let type = try tensor()
            try advance()
            return type
        case .word where isWord("tuple"):
            try advance()
            var types: [SyntaxType] = []
            try list(from: "<", to: ">", context) { types.append(try $0.type(context)) }
            return .tuple(types)
        case .word, .dialectType:
            var spelling = text(token)
            let end = token.end
            try advance()
            if isPunctuation("<"), token.start == end {
                try advance()
                spelling += "<" + (try balanced("<", ">", context)) + ">"
            }
            return .other(spelling)
        case .punctuation(UInt8(ascii: "(")):
            var parameters: [SyntaxType] = []
            try list(from: "(", to: ")", context) { parameters.append(try $0.type(context)) }
            try expectArrow(context)
            return .function(parameters, try resultTypes(context))
        case .integer, .hexadecimal, .float, .string, .value, .symbol, .block, .hash, .arrow, .punctuation, .end:
            throw unexpected(context, expected: "a type such as `tensor<2x3xf32>`")
        }
    }

    /// The current token as a tensor type.
    private func tensor() throws -> SyntaxType {
        var rest = lexer.bytes[token.start..<token.end - 1]
        rest = rest[(rest.firstIndex(of: UInt8(ascii: "<"))! + 1)...]
        rest = Self.trimmed(rest)
        var shape: [Int] = []
        while let first = rest.first {
            if first == UInt8(ascii: "?"), rest.dropFirst().first == UInt8(ascii: "x") {
                shape.append(-1)
                rest = rest.dropFirst(2)
                continue
            }
            guard TextLexer.isDigit(first) else { break }
            let digits = rest.prefix(while: TextLexer.isDigit)
            guard rest.dropFirst(digits.count).first == UInt8(ascii: "x") else { break }
            guard let size = Int(String(decoding: digits, as: UTF8.self)) else {
                throw unexpected("a dimension is too large", expected: "a number of 64 bits")
            }
            shape.append(size)
            rest = rest.dropFirst(digits.count + 1)
        }
        var depth = 0
        var end = rest.endIndex
        for index in rest.indices {
            if rest[index] == UInt8(ascii: "<") { depth += 1 }
            if rest[index] == UInt8(ascii: ">") { depth -= 1 }
            if rest[index] == UInt8(ascii: ","), depth == 0 {
                end = index
                break
            }
        }
        let element = Self.evened(rest[..<end])
        guard !element.isEmpty else { throw unexpected("a tensor type", expected: "an element type") }
        if element.hasPrefix("*") { return .other("tensor<\(element)>") }
        let encoding = end < rest.endIndex ? Self.evened(rest[(end + 1)...]) : ""
        return .tensor(shape: shape, element: element, encoding: encoding)
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let isSpace = { (byte: UInt8) in byte == UInt8(ascii: " ") || (9...13).contains(byte) }
        var bytes = bytes.drop(while: isSpace)
        while let last = bytes.last, isSpace(last) { bytes.removeLast() }
        return bytes
    }

    /// The spelling with every run of spaces as one.
    private static func evened(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// One type, or several in parentheses.
    mutating func resultTypes(_ context: String) throws -> [SyntaxType] {
        guard isPunctuation("(") else { return [try type(context)] }
        var types: [SyntaxType] = []
        try list(from: "(", to: ")", context) { types.append(try $0.type(context)) }
        return types
    }

    // MARK: Attributes

    /// A dictionary in braces, if one stands here, added to an operation.
    mutating func optionalAttributes(_ operation: inout SyntaxOperation) throws {
        guard isPunctuation("{") else { return }
        for entry in try dictionary() {
            guard operation[entry.name] == nil else {
                throw lexer.error(
                    "an attribute is given twice", at: operation.offset, received: "`\(entry.name)`",
                    expected: "each name once")
            }
            operation.set(entry.name, entry.value)
        }
    }

    /// A dictionary in braces, ordered by name.
    mutating func dictionary() throws -> [SyntaxEntry] {
        let context = "an attribute dictionary"
        var entries: [SyntaxEntry] = []
        var known: Set<String> = []
        try list(from: "{", to: "}", context) { parser in
            let start = parser.token
            let name =
                parser.token.kind == .string
                ? try parser.string(context) : try parser.word(context, expected: "an attribute's name")
            guard known.insert(name).inserted else {
                throw parser.error("an attribute is given twice", at: start, expected: "each name once")
            }
            entries.append(SyntaxEntry(name: name, value: try parser.accept("=") ? try parser.attribute() : .unit))
        }
        return entries.sorted { $0.name < $1.name }
    }

    /// An attribute's value.
    mutating func attribute() throws -> SyntaxAttribute { try nested { try $0.attributeInside() } }

    private mutating func attributeInside() throws -> SyntaxAttribute {
        let context = "an attribute's value"
        switch token.kind {
        case .integer, .hexadecimal, .float, .punctuation(UInt8(ascii: "-")): return try number()
        case .string:
            let text = try string(context)
            guard try accept(":") else { return .string(text, type: "") }
            return .string(text, type: try type(context).description)
        case .symbol: return .symbol(try symbol(context))
        case .punctuation(UInt8(ascii: "[")):
            var values: [SyntaxAttribute] = []
            try list(from: "[", to: "]", context) { values.append(try $0.attribute()) }
            return .array(values)
        case .punctuation(UInt8(ascii: "{")): return .dictionary(try dictionary())
        case .punctuation(UInt8(ascii: "(")), .tensor, .dialectType: return .type(try type(context))
        case .hash:
            let name = String(text(token).dropFirst())
            let end = token.end
            try advance()
            guard isPunctuation("<"), token.start == end else { return .alias(name) }
            try advance()
            return .dialect(name: name, body: try balanced("<", ">", "the attribute #\(name)"))
        case .word: return try wordAttribute(context)
        case .value, .block, .arrow, .punctuation, .end:
            throw unexpected(context, expected: "a number, text, list or other attribute")
        }
    }

    private mutating func wordAttribute(_ context: String) throws -> SyntaxAttribute {
        if try acceptWord("true") { return .boolean(true) }
        if try acceptWord("false") { return .boolean(false) }
        if try acceptWord("unit") { return .unit }
        if isWord("dense") { return try dense() }
        if isWord("array") { return try listAttribute() }
        if isWord("loc") { return .other("loc(\(try location()))") }
        if isWord("dense_resource") || isWord("sparse") {
            let name = text(token)
            try advance()
            guard isPunctuation("<") else { throw unexpected(context, expected: "`<`") }
            try advance()
            let body = try balanced("<", ">", context)
            try expect(":", context)
            return .other("\(name)<\(body)> : \(try type(context))")
        }
        if isWord("affine_map") || isWord("affine_set") || isWord("opaque") || isWord("distinct") {
            let name = text(token)
            try advance()
            if isPunctuation("<") {
                try advance()
                return .other("\(name)<\(try balanced("<", ">", context))>")
            }
            throw unexpected(context, expected: "`<`")
        }
        return .type(try type(context))
    }

    /// `dense<...> : type`.
    mutating func dense() throws -> SyntaxAttribute {
        let body = try denseBody()
        try expect(":", "a constant")
        return .dense(body: body, try type("a constant"))
    }

    mutating func denseBody() throws -> String {
        try expectWord("dense", "a constant")
        guard isPunctuation("<") else { throw unexpected("a constant", expected: "`<`") }
        try advance()
        return try balanced("<", ">", "a constant")
    }

    /// `array<i64: 1, 2>` or `array<i1: true>`.
    private mutating func listAttribute() throws -> SyntaxAttribute {
        let context = "an array attribute"
        try advance()
        try expect("<", context)
        let element = try word(context, expected: "`i64`")
        var values: [String] = []
        if try accept(":") {
            repeat {
                let sign = try accept("-") ? "-" : ""
                switch token.kind {
                case .integer, .float, .hexadecimal, .word: values.append(sign + text(token))
                case .string, .value, .symbol, .block, .hash, .dialectType, .tensor, .arrow, .punctuation, .end:
                    throw unexpected(context, expected: "a number or truth value")
                }
                try advance()
            } while try accept(",")
        }
        try expect(">", context)
        return .list(element: element, values)
    }

    /// A value after which a colon begins the operation's types.
    mutating func bareAttribute() throws -> SyntaxAttribute {
        if token.kind == .string { return .string(try string("an attribute's value"), type: "") }
        guard token.kind == .integer || token.kind == .float || token.kind == .hexadecimal || isPunctuation("-") else {
            return try attribute()
        }
        let sign = try accept("-") ? "-" : ""
        guard token.kind == .integer || token.kind == .float || token.kind == .hexadecimal else {
            throw unexpected("an attribute's value", expected: "a number")
        }
        let result = SyntaxAttribute.number(sign + text(token), type: token.kind == .float ? "f64" : "i64")
        try advance()
        return result
    }

    /// A number, perhaps with its type.
    private mutating func number() throws -> SyntaxAttribute {
        let sign = try accept("-") ? "-" : ""
        let kind = token.kind
        guard kind == .integer || kind == .hexadecimal || kind == .float else {
            throw unexpected("an attribute's value", expected: "a number")
        }
        let spelling = sign + text(token)
        try advance()
        guard try accept(":") else { return .number(spelling, type: kind == .float ? "f64" : "i64") }
        return .number(spelling, type: try type("a number's type").description)
    }

    // MARK: Locations

    /// What stands between the parentheses of `loc(...)`, if one stands here.
    mutating func optionalLocation() throws -> String { isWord("loc") ? try location() : "" }

    private mutating func location() throws -> String {
        try advance()
        guard isPunctuation("(") else { throw unexpected("a location", expected: "`(`") }
        try advance()
        return try balanced("(", ")", "a location")
    }
}
