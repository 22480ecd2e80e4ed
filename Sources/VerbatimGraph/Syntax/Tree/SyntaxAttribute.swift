/// An attribute's value as it stands in a text.
public indirect enum SyntaxAttribute: Sendable, Hashable {
    /// No value: the name says it all.
    case unit
    /// `true` or `false`.
    case boolean(Bool)
    /// A number as spelled, with its type.
    case number(String, type: String)
    /// A text, perhaps with a type.
    case string(String, type: String)
    /// `[...]`.
    case array([SyntaxAttribute])
    /// `{...}`, ordered by name.
    case dictionary([SyntaxEntry])
    /// The name after `@`, nested names included.
    case symbol(String)
    /// A type.
    case type(SyntaxType)
    /// `array<i64: 1, 2>`.
    case list(element: String, [String])
    /// `dense<body> : type`; the body as spelled, spaces evened out.
    case dense(body: String, SyntaxType)
    /// `#name<body>`.
    case dialect(name: String, body: String)
    /// `#name`.
    case alias(String)
    /// Anything else as spelled: `loc(...)`, `affine_map<...>`.
    case other(String)

    /// Whole numbers as `array<i64: ...>`.
    static func integers(_ numbers: [Int]) -> SyntaxAttribute {
        .list(element: "i64", numbers.map { String($0) })
    }

    /// A whole number of type i64.
    static func integer(_ number: Int) -> SyntaxAttribute { .number(String(number), type: "i64") }

    /// The value of one of StableHLO's enumerations.
    static func keyword(_ enumeration: String, _ value: String) -> SyntaxAttribute {
        .dialect(name: "stablehlo", body: enumeration + " " + value)
    }

    /// The value of an enumeration: `LT` of `#stablehlo<comparison_direction LT>`.
    var keyword: String? {
        guard case .dialect(let name, let body) = self, name == "stablehlo" || name == "chlo" else { return nil }
        return body.split(separator: " ").last.map { String($0) }
    }

    /// The text between quotes.
    var string: String? {
        guard case .string(let text, _) = self else { return nil }
        return text
    }

    /// The spelling.
    var text: String {
        switch self {
        case .unit: return "unit"
        case .boolean(let truth): return truth ? "true" : "false"
        case .number(let spelling, let type): return "\(spelling) : \(type)"
        case .string(let text, let type): return TextSpelling.quoted(text) + (type.isEmpty ? "" : " : " + type)
        case .array(let values): return "[\(values.map(\.text).joined(separator: ", "))]"
        case .dictionary(let entries): return SyntaxEntry.dictionary(entries)
        case .symbol(let name): return SyntaxAttribute.symbolText(name)
        case .type(let type): return type.description
        case .list(let element, let values):
            return "array<\(element)\(values.isEmpty ? "" : ": ")\(values.joined(separator: ", "))>"
        case .dense(let body, let type): return "dense<\(body)> : \(type)"
        case .dialect(let name, let body): return "#\(name)<\(body)>"
        case .alias(let name): return "#\(name)"
        case .other(let spelling): return spelling
        }
    }

    /// `@name`, or `@outer::@inner`.
    static func symbolText(_ name: String) -> String {
        name.split(separator: "::@", omittingEmptySubsequences: false).map { "@" + TextSpelling.word(String($0)) }
            .joined(separator: "::")
    }
}

extension [SyntaxEntry] {
    /// The value of a name.
    subscript(_ name: String) -> SyntaxAttribute? { first { $0.name == name }?.value }
}

/// A name and its value in a dictionary.
public struct SyntaxEntry: Sendable, Hashable {
    /// The name.
    public var name: String
    /// The value.
    public var value: SyntaxAttribute

    var text: String {
        let name = TextSpelling.word(name)
        return value == .unit ? name : "\(name) = \(value.text)"
    }

    static func dictionary(_ entries: [SyntaxEntry]) -> String {
        "{\(entries.map(\.text).joined(separator: ", "))}"
    }
}
