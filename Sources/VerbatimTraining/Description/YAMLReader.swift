import VerbatimGraph

/// Reads the part of YAML that configurations need: mappings, lists and scalars, in block or flow form, with comments.
///
/// What lets a small file mean a large or another one is refused by name: anchors and aliases, tags, directives, several
/// documents, block scalars. A plain scalar is `null`, a truth value, a number as JSON spells it, or a text.
package struct YAMLReader {
    private let source: String
    private var lines: [Line] = []
    private var next = 0
    private static let nestingLimit = 100

    /// A line that holds something.
    private struct Line {
        let number: Int
        let indent: Int
        var content: Substring
    }

    /// Reads a document of UTF-8 bytes.
    ///
    /// - Parameter source: What is read, for errors.
    /// - Throws: `VerbatimError` of code `.file` with the line at which it is not of this form.
    package static func value(_ bytes: [UInt8], source: String) throws -> JSONValue {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw VerbatimError(
                .file, "\(source) is no text", received: "\(bytes.count) bytes", expected: "UTF-8")
        }
        var reader = YAMLReader(source: source)
        try reader.split(text)
        guard let first = reader.lines.first else { return .null }
        let value = try reader.block(indent: first.indent, depth: 0)
        if reader.next < reader.lines.count {
            throw reader.failure(reader.lines[reader.next].number, "a line that belongs to nothing before it")
        }
        return value
    }

    private init(source: String) { self.source = source }

    // MARK: Lines

    private mutating func split(_ text: String) throws {
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let number = index + 1
            let indent = line.prefix { $0 == " " }.count
            let content = Self.trimmed(Self.withoutComment(line.dropFirst(indent)))
            if content.isEmpty { continue }
            if content.first == "\t" { throw failure(number, "a tab in the indentation") }
            if content == "---" && lines.isEmpty { continue }
            if ["---", "..."].contains(content) || content.first == "%" {
                throw failure(number, "`\(content.prefix(20))`: another document, or a directive")
            }
            lines.append(Line(number: number, indent: indent, content: content))
        }
    }

    /// The text before a comment: a `#` outside quotes, at the start or after a space.
    private static func withoutComment(_ line: Substring) -> Substring {
        var quote: Character?
        var before: Character = " "
        var isEscaped = false
        for index in line.indices {
            let character = line[index]
            if let open = quote {
                if isEscaped {
                    isEscaped = false
                } else if character == "\\" && open == "\"" {
                    isEscaped = true
                } else if character == open {
                    quote = nil
                }
            } else if (character == "\"" || character == "'") && !(before.isLetter || before.isNumber) {
                quote = character
            } else if character == "#" && (before == " " || before == "\t") {
                return line[..<index]
            }
            before = character
        }
        return line
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return text
    }

    // MARK: Blocks

    private mutating func block(indent: Int, depth: Int) throws -> JSONValue {
        let line = lines[next]
        guard depth < Self.nestingLimit else { throw failure(line.number, "more than \(Self.nestingLimit) levels") }
        if Self.isItem(line.content) { return try list(indent: indent, depth: depth) }
        if try key(line) != nil {
            return try mapping(indent: indent, depth: depth)
        }
        next += 1
        return try scalar(line.content, line.number)
    }

    private mutating func list(indent: Int, depth: Int, isHanging: Bool = false) throws -> JSONValue {
        var values: [JSONValue] = []
        while next < lines.count, lines[next].indent == indent, Self.isItem(lines[next].content) {
            let line = lines[next]
            let rest = line.content.dropFirst().drop { $0 == " " }
            if rest.isEmpty {
                next += 1
                values.append(try below(indent, depth))
            } else {
                // What follows the dash stands as if on a line of its own.
                let inner = indent + line.content.count - rest.count
                lines[next] = Line(number: line.number, indent: inner, content: rest)
                values.append(try block(indent: inner, depth: depth + 1))
            }
        }
        try checkEnd(isHanging ? indent + 1 : indent)
        return .array(values)
    }

    private mutating func mapping(indent: Int, depth: Int) throws -> JSONValue {
        var members: [JSONValue.Member] = []
        var names: Set<String> = []
        while next < lines.count, lines[next].indent == indent {
            let line = lines[next]
            guard !Self.isItem(line.content),
                let (name, rest) = try key(line)
            else { break }
            guard names.insert(name).inserted else { throw failure(line.number, "`\(name.prefix(40))` a second time") }
            next += 1
            if !rest.isEmpty {
                members.append(.init(name, try scalar(rest, line.number)))
            } else if next < lines.count, lines[next].indent == indent, Self.isItem(lines[next].content) {
                // A list may stand as far left as its name.
                members.append(.init(name, try list(indent: indent, depth: depth + 1, isHanging: true)))
            } else {
                members.append(.init(name, try below(indent, depth)))
            }
        }
        try checkEnd(indent)
        return .object(members)
    }

    /// What stands further right on the following lines; null if nothing does.
    private mutating func below(_ indent: Int, _ depth: Int) throws -> JSONValue {
        guard next < lines.count, lines[next].indent > indent else { return .null }
        return try block(indent: lines[next].indent, depth: depth + 1)
    }

    private func checkEnd(_ indent: Int) throws {
        guard next < lines.count, lines[next].indent >= indent else { return }
        throw failure(lines[next].number, "a line whose indentation fits nothing before it")
    }

    private static func isItem(_ content: Substring) -> Bool { content == "-" || content.hasPrefix("- ") }

    /// A line's name and what follows its colon; nil if it has none.
    private func key(_ line: Line) throws -> (name: String, rest: Substring)? {
        let content = line.content
        if content.first == "\"" || content.first == "'" {
            var flow = YAMLFlow(content, YAMLPlace(source: source, line: line.number))
            let name = try flow.quoted()
            guard flow.rest.first == ":" else { return nil }
            let rest = flow.rest.dropFirst()
            guard rest.isEmpty || rest.first == " " else { return nil }
            return (name, rest.drop { $0 == " " })
        }
        if let first = content.first, "[{".contains(first) { return nil }
        var index = content.startIndex
        while index < content.endIndex {
            let after = content.index(after: index)
            if content[index] == ":" && (after == content.endIndex || content[after] == " ") {
                let name = content[..<index]
                if let first = name.first, "&*!|>@`%?".contains(first) {
                    throw failure(line.number, "`\(name.prefix(20))`")
                }
                return (String(Self.trimmed(name)), content[after...].drop { $0 == " " })
            }
            index = after
        }
        return nil
    }

    private func scalar(_ text: Substring, _ number: Int) throws -> JSONValue {
        var flow = YAMLFlow(text, YAMLPlace(source: source, line: number))
        return try flow.whole()
    }

    private func failure(_ line: Int, _ received: String) -> VerbatimError {
        YAMLPlace(source: source, line: line).failure(received)
    }
}
