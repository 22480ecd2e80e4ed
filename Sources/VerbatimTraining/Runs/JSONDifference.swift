import VerbatimGraph

/// A place in which two JSON documents differ.
package struct JSONDifference: Sendable, Hashable {
    /// The members' names on the way to it, such as `optimizer.configuration.learningRate`.
    package let path: String
    /// What the first document has there; nil if nothing.
    package let first: String?
    /// What the second document has there; nil if nothing.
    package let second: String?

    /// All places in which two documents differ, in the order of the first.
    package static func all(_ first: JSONValue?, _ second: JSONValue?, path: String = "") -> [JSONDifference] {
        guard first != second else { return [] }
        func below(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }
        switch (first, second) {
        case (.object(let members)?, .object(let others)?):
            let names = members.map(\.name)
            let added = others.map(\.name).filter { !names.contains($0) }
            return (names + added).flatMap { all(first?[$0], second?[$0], path: below($0)) }
        case (.array(let values)?, .array(let others)?):
            return (0..<max(values.count, others.count)).flatMap { index in
                all(
                    values.indices.contains(index) ? values[index] : nil,
                    others.indices.contains(index) ? others[index] : nil, path: below("\(index)"))
            }
        default: return [JSONDifference(path: path, first: text(first), second: text(second))]
        }
    }

    private static func text(_ value: JSONValue?) -> String? {
        guard let value else { return nil }
        let text = String(decoding: value.serialized(), as: UTF8.self)
        return text.count <= 80 ? text : "\(text.prefix(77))..."
    }
}
