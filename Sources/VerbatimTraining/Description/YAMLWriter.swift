import VerbatimGraph

/// Writes a value as YAML that `YAMLReader` reads back: blocks for what holds blocks, brackets for the rest.
package enum YAMLWriter {
    /// The document's text.
    package static func text(_ value: JSONValue) -> String {
        var text = ""
        write(value, indent: 0, into: &text)
        return text
    }

    private static func write(_ value: JSONValue, indent: Int, into text: inout String) {
        let space = String(repeating: " ", count: indent)
        switch value {
        case .object(let members) where !members.isEmpty:
            for member in members {
                text += "\(space)\(flow(.string(member.name))):"
                follow(member.value, indent: indent, into: &text)
            }
        case .array(let values) where !values.isEmpty:
            for value in values {
                text += "\(space)-"
                follow(value, indent: indent, into: &text)
            }
        case .null, .boolean, .integer, .number, .string, .array, .object: text += "\(space)\(flow(value))\n"
        }
    }

    /// What stands behind a name or a dash: on the line if it is small, below it if not.
    private static func follow(_ value: JSONValue, indent: Int, into text: inout String) {
        let line = flow(value)
        if line.utf8.count <= 60 || !isBlock(value) {
            text += " \(line)\n"
        } else {
            text += "\n"
            write(value, indent: indent + 2, into: &text)
        }
    }

    private static func isBlock(_ value: JSONValue) -> Bool {
        switch value {
        case .object(let members): !members.isEmpty
        case .array(let values): !values.isEmpty
        case .null, .boolean, .integer, .number, .string: false
        }
    }

    private static func flow(_ value: JSONValue) -> String {
        switch value {
        case .object(let members):
            return "{\(members.map { "\(flow(.string($0.name))): \(flow($0.value))" }.joined(separator: ", "))}"
        case .array(let values): return "[\(values.map(flow).joined(separator: ", "))]"
        case .string(let text):
            let isPlain =
                text.first?.isLetter == true
                && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
                && !["null", "true", "false"].contains(text)
            return isPlain ? text : String(decoding: JSONValue.string(text).serialized(), as: UTF8.self)
        case .null, .boolean, .integer, .number: return String(decoding: value.serialized(), as: UTF8.self)
        }
    }
}
