/// Reads a StableHLO module by recursive descent, checking each operation by its shape rule as it is met.
///
/// A first pass notes where functions and aliases stand; then functions are read as they are reached from `@main`.
/// Nesting and the number of operations, calls written out, are bounded, and no text makes it allocate more than a
/// constant factor of its length.
final class TextParser {
    /// A function of the module, of which only the head has been read.
    struct Function {
        var name: String
        var isPublic: Bool
        var parameters: [Parameter]
        var resultTypes: [TensorType]
        var resultAttributes: [TextAttributes]
        var attributes: TextAttributes
        /// Where the first operation stands; nil for a declaration.
        var body: Int?
        var offset: Int
    }

    /// A parameter of a function or of a block.
    struct Parameter {
        var name: String
        var type: TensorType
        var attributes: TextAttributes
        var offset: Int
    }

    /// A function read as a graph, with what it costs to write it out.
    struct Inlined {
        var graph: Graph
        var operations: Int
        var nesting: Int
    }

    var lexer: TextLexer
    var token: TextToken
    var builder = GraphBuilder(name: "")

    // What the first pass finds.
    var moduleName: String?
    var functions: [String: Function] = [:]
    var functionNames: [String] = []
    var aliases: [String: Int] = [:]

    // What is visible where the parser stands.
    var values: [String: [ValueID]] = [:]
    var scopes: [[String]] = [[]]

    // What bounds the work.
    var nesting = 0
    var deepestNesting = 0
    var attributeNesting = 0
    var operations = 0
    var inlined: [String: Inlined] = [:]
    var openFunctions: Set<String> = []
    var knownLocations: [String: Location] = [:]
    var openLocations: Set<String> = []

    init(_ text: String) throws {
        lexer = TextLexer(text)
        token = try lexer.next()
    }

    /// The program of the module.
    func parse() throws -> Graph {
        try scanModule()
        let named = functions["main"]
        let onlyPublic = functionNames.compactMap { functions[$0] }.filter(\.isPublic)
        guard let main = named ?? (onlyPublic.count == 1 ? onlyPublic[0] : nil) else {
            throw lexer.error(
                "the module does not say which function is the program", at: 0,
                received: functionNames.isEmpty ? "no function" : functionNames.prefix(5).joined(separator: ", "),
                expected: "a function @main or only one public function")
        }
        let graph = try read(main, name: moduleName ?? main.name)
        try graph.verify()
        return graph
    }

    // MARK: Tokens

    func advance() throws { token = try lexer.next() }

    /// Continues at another offset.
    func seek(_ offset: Int) throws {
        lexer.position = offset
        try advance()
    }

    /// The token's spelling.
    func text(_ token: TextToken) -> String { String(decoding: lexer.bytes[token.start..<token.end], as: UTF8.self) }

    func isWord(_ word: String) -> Bool {
        token.kind == .word && lexer.bytes[token.start..<token.end].elementsEqual(word.utf8)
    }

    func isPunctuation(_ character: Unicode.Scalar) -> Bool { token.kind == .punctuation(UInt8(ascii: character)) }

    func accept(_ character: Unicode.Scalar) throws -> Bool {
        guard isPunctuation(character) else { return false }
        try advance()
        return true
    }

    func acceptWord(_ word: String) throws -> Bool {
        guard isWord(word) else { return false }
        try advance()
        return true
    }

    func acceptArrow() throws -> Bool {
        guard token.kind == .arrow else { return false }
        try advance()
        return true
    }

    func expect(_ character: Unicode.Scalar, _ context: String) throws {
        guard try accept(character) else { throw unexpected(context, expected: "`\(character)`") }
    }

    func expectWord(_ word: String, _ context: String) throws {
        guard try acceptWord(word) else { throw unexpected(context, expected: "`\(word)`") }
    }

    func expectArrow(_ context: String) throws {
        guard try acceptArrow() else { throw unexpected(context, expected: "`->`") }
    }

    /// A bare word.
    func word(_ context: String, expected: String) throws -> String {
        guard token.kind == .word else { throw unexpected(context, expected: expected) }
        let word = text(token)
        try advance()
        return word
    }

    /// A whole number, perhaps with a sign.
    func integer(_ context: String) throws -> Int {
        let isNegative = try accept("-")
        guard token.kind == .integer else { throw unexpected(context, expected: "a whole number") }
        guard let number = Int((isNegative ? "-" : "") + text(token)) else {
            throw unexpected("\(context) holds a number out of range", expected: "a number of 64 bits")
        }
        try advance()
        return number
    }

    /// Whole numbers in brackets.
    func integerList(_ context: String) throws -> [Int] {
        try list(from: "[", to: "]", context) { try self.integer(context) }
    }

    /// The text of a quoted token.
    func string(_ context: String) throws -> String {
        guard token.kind == .string else { throw unexpected(context, expected: "a text in quotes") }
        let result = try unquoted(token.start..<token.end)
        try advance()
        return result
    }

    /// The name after `@`.
    func symbol(_ context: String) throws -> String {
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

    /// What stands between two delimiters, separated by commas, perhaps nothing.
    func list<Element>(
        from open: Unicode.Scalar, to close: Unicode.Scalar, _ context: String, _ element: () throws -> Element
    ) throws -> [Element] {
        try expect(open, context)
        var elements: [Element] = []
        if try accept(close) { return elements }
        repeat { elements.append(try element()) } while try accept(",")
        guard try accept(close) else { throw unexpected(context, expected: "`,` or `\(close)`") }
        return elements
    }

    /// Passes over what follows an opened bracket up to the one that closes it, any brackets inside included.
    func skipBalanced(_ open: Unicode.Scalar, _ close: Unicode.Scalar, _ context: String) throws {
        let start = token
        var depth = 1
        while depth > 0 {
            if token.kind == .end {
                throw lexer.error("\(context) does not end", at: start.start, expected: "`\(close)`")
            }
            if isPunctuation(open) { depth += 1 }
            if isPunctuation(close) { depth -= 1 }
            if depth > 0 { try advance() }
        }
        try advance()
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

    /// Runs a check of the graph and names the place in the text if it fails.
    func checked<Result>(at offset: Int, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as VerbatimError {
            let (line, column) = lexer.place(of: offset)
            var placed = error
            placed.what = "graph text \(line):\(column): \(error.what)"
            throw placed
        }
    }

    // MARK: Nesting and values

    /// Runs a part that stands one level deeper.
    func nested<Result>(_ body: () throws -> Result) throws -> Result {
        guard nesting < Graph.nestingLimit else {
            throw unexpected(
                "regions, calls and decompositions are nested too deeply",
                expected: "at most \(Graph.nestingLimit) levels", code: .unsupported)
        }
        nesting += 1
        deepestNesting = max(deepestNesting, nesting)
        defer { nesting -= 1 }
        return try body()
    }

    /// Counts operations, so that no short text stands for an endless program.
    func count(_ number: Int, at offset: Int) throws {
        operations += number
        guard operations <= Graph.operationLimit else {
            throw lexer.error(
                "the program is too large with its calls written out", at: offset,
                expected: "at most \(Graph.operationLimit) operations", code: .unsupported)
        }
    }

    func define(_ name: String, _ ids: [ValueID], at offset: Int) throws {
        guard values[name] == nil else {
            throw lexer.error(
                "a value is defined twice", at: offset, received: name, expected: "a name that is not in use")
        }
        values[name] = ids
        scopes[scopes.count - 1].append(name)
    }

    /// Runs a part whose definitions end with it.
    func scoped<Result>(_ body: () throws -> Result) rethrows -> Result {
        scopes.append([])
        defer { for name in scopes.removeLast() { values[name] = nil } }
        return try body()
    }

    /// A use of a value, such as `%3` or `%3#1`.
    func value(_ context: String) throws -> ValueID {
        guard token.kind == .value else { throw unexpected(context, expected: "a value such as `%0`") }
        let use = token
        let name = text(token)
        try advance()
        var place = 0
        if token.kind == .hash, token.start == use.end, let number = Int(text(token).dropFirst()) {
            place = number
            try advance()
        }
        guard let ids = values[name] else {
            throw error("a value is used that is not defined here", at: use, expected: "a value defined before")
        }
        guard ids.indices.contains(place) else {
            throw error(
                "an operation does not have that result", at: use, expected: "a result below \(ids.count)")
        }
        return ids[place]
    }
}
