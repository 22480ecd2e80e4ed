import VerbatimGraph

/// Reads the part of a YAML line that is a value: a scalar, or lists and mappings in brackets.
struct YAMLFlow {
    private(set) var rest: Substring
    private let place: YAMLPlace
    private static let nestingLimit = 100

    init(_ text: Substring, _ place: YAMLPlace) {
        rest = text
        self.place = place
    }

    private func failure(_ received: String) -> VerbatimError { place.failure(received) }

    /// The whole text as one value.
    mutating func whole() throws -> JSONValue {
        guard let first = rest.first else { return .null }
        if "[{\"'".contains(first) {
            let value = try value(depth: 0)
            guard rest.isEmpty else { throw failure("`\(rest.prefix(20))` after a value") }
            return value
        }
        let text = rest
        rest = ""
        return try plain(text)
    }

    private mutating func value(depth: Int) throws -> JSONValue {
        guard depth < Self.nestingLimit else { throw failure("more than \(Self.nestingLimit) levels") }
        skip()
        switch rest.first {
        case "[":
            var values: [JSONValue] = []
            try items("]") { flow in values.append(try flow.value(depth: depth + 1)) }
            return .array(values)
        case "{":
            var members: [JSONValue.Member] = []
            var names: Set<String> = []
            try items("}") { flow in
                let name = try flow.name()
                guard names.insert(name).inserted else { throw flow.failure("`\(name.prefix(40))` a second time") }
                members.append(.init(name, try flow.value(depth: depth + 1)))
            }
            return .object(members)
        case "\"", "'": return .string(try quoted())
        default:
            let text = rest.prefix { !",[]{}".contains($0) }
            rest = rest.dropFirst(text.count)
            var trimmed = text
            while trimmed.last == " " { trimmed.removeLast() }
            guard !trimmed.isEmpty else { throw failure("no value before `\(rest.prefix(20))`") }
            return try plain(trimmed)
        }
    }

    /// Items between brackets, which a comma may end.
    private mutating func items(_ end: Character, _ item: (inout YAMLFlow) throws -> Void) throws {
        rest.removeFirst()
        while true {
            skip()
            if rest.first == end { break }
            try item(&self)
            skip()
            if rest.first == "," {
                rest.removeFirst()
            } else if rest.first != end {
                throw failure("`\(rest.prefix(20))` where a comma or \(end) belongs; a bracket ends on its line")
            }
        }
        rest.removeFirst()
    }

    private mutating func name() throws -> String {
        var name: String
        if rest.first == "\"" || rest.first == "'" {
            name = try quoted()
        } else {
            let text = rest.prefix { !":,[]{}".contains($0) }
            rest = rest.dropFirst(text.count)
            name = String(text)
            while name.last == " " { name.removeLast() }
            guard !name.isEmpty else { throw failure("no name before `\(rest.prefix(20))`") }
        }
        skip()
        guard rest.first == ":" else { throw failure("no colon after `\(name.prefix(20))`") }
        rest.removeFirst()
        return name
    }

    /// A text in quotes: JSON's escapes in double ones, a quote twice in single ones.
    mutating func quoted() throws -> String {
        let quote = rest.removeFirst()
        var text = ""
        while let character = rest.popFirst() {
            if character == quote {
                if quote == "'" && rest.first == "'" {
                    rest.removeFirst()
                    text.append("'")
                    continue
                }
                return text
            }
            guard quote == "\"", character == "\\" else {
                text.append(character)
                continue
            }
            switch rest.popFirst() {
            case "n": text.append("\n")
            case "t": text.append("\t")
            case "r": text.append("\r")
            case "\"": text.append("\"")
            case "\\": text.append("\\")
            case "/": text.append("/")
            case let other: throw failure("the escape \\\(other.map(String.init) ?? "")")
            }
        }
        throw failure("a text without its closing quote")
    }

    private func plain(_ text: Substring) throws -> JSONValue {
        switch text {
        case "null", "~": return .null
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        default: break
        }
        if let first = text.first, "&*!|>@`%?".contains(first) { throw failure("`\(text.prefix(20))`") }
        let digits = text.first == "-" ? text.dropFirst() : text
        if let first = digits.first, first.isASCII, first.isNumber,
            let number = try? JSONValue(Array(text.utf8)[...], source: "a number")
        {
            return number
        }
        return .string(String(text))
    }

    private mutating func skip() { rest = rest.drop { $0 == " " } }
}
