import Verbatim

/// The constructor arguments of a Keras object; an argument that nobody reads makes the case unsupported.
final class KerasConfig {
    /// An object inside a configuration: its class and its own arguments.
    struct Nested {
        let className: String
        let config: KerasConfig
    }

    private let members: [JSONValue.Member]
    private var read: Set<String> = []

    /// Takes a JSON object; nothing stands for no arguments.
    init(_ value: JSONValue?) {
        if case .object(let members)? = value { self.members = members } else { members = [] }
    }

    /// The names of the arguments that are stated and not null, in order.
    var names: [String] { members.filter { $0.value != .null }.map(\.name) }

    /// Whether an argument is stated, be it as null.
    func states(_ name: String) -> Bool { members.contains { $0.name == name } }

    /// Whether an argument is stated and not null, and nobody has read it.
    func isUnread(_ name: String) -> Bool { names.contains(name) && !read.contains(name) }

    /// Whether an argument is stated and not null.
    func has(_ name: String) -> Bool { raw(name) != nil }

    /// An argument as it stands; nil if it is missing or null.
    func raw(_ name: String) -> JSONValue? {
        guard let member = members.first(where: { $0.name == name }) else { return nil }
        read.insert(name)
        return member.value == .null ? nil : member.value
    }

    func integer(_ name: String) throws -> Int? {
        guard let value = raw(name) else { return nil }
        return try Self.integer(value, name)
    }

    func integer(_ name: String, default other: Int) throws -> Int { try integer(name) ?? other }

    func number(_ name: String) throws -> Double? {
        guard let value = raw(name) else { return nil }
        return try Self.number(value, name)
    }

    func number(_ name: String, default other: Double) throws -> Double { try number(name) ?? other }

    func flag(_ name: String, default other: Bool) throws -> Bool {
        switch raw(name) {
        case nil: return other
        case .boolean(let truth)?: return truth
        case let value?: throw Self.mistake(name, value, "true or false")
        }
    }

    func text(_ name: String) throws -> String? {
        switch raw(name) {
        case nil: return nil
        case .string(let text)?: return text
        case let value?: throw Self.mistake(name, value, "a text")
        }
    }

    func text(_ name: String, default other: String) throws -> String { try text(name) ?? other }

    /// The elements of a list; a value that is no list counts as a list of one.
    func list(_ name: String) -> [JSONValue]? {
        switch raw(name) {
        case nil: nil
        case .array(let values)?: values
        case let value?: [value]
        }
    }

    func integers(_ name: String) throws -> [Int]? { try list(name)?.map { try Self.integer($0, name) } }

    /// Numbers in a list, or in lists of lists, one row behind the other.
    func numbers(_ name: String) throws -> [Double]? {
        func numbers(_ value: JSONValue) throws -> [Double] {
            guard case .array(let values) = value else { return [try Self.number(value, name)] }
            return try values.flatMap(numbers)
        }
        return try list(name)?.flatMap(numbers)
    }

    /// An object given by its class and arguments, or by its name alone.
    func nested(_ name: String) throws -> Nested? {
        guard let value = raw(name) else { return nil }
        return try Self.nested(value, name)
    }

    /// Objects in a list.
    func nestedList(_ name: String) throws -> [Nested]? { try list(name)?.map { try Self.nested($0, name) } }

    /// Throws if an argument was stated that nobody read.
    func finish(ignoring ignored: Set<String> = ["name"]) throws {
        for name in names where !read.contains(name) && !ignored.contains(name) {
            throw Unsupported("argument \(name)")
        }
    }

    static func nested(_ value: JSONValue, _ name: String) throws -> Nested {
        switch value {
        case .string(let text): return Nested(className: text, config: KerasConfig(nil))
        case .object:
            guard case .string(let className)? = value["class_name"] else { break }
            return Nested(className: className, config: KerasConfig(value["config"]))
        default: break
        }
        throw mistake(name, value, "a name, or an object with class_name")
    }

    static func integer(_ value: JSONValue, _ name: String) throws -> Int {
        switch value {
        case .integer(let number): return number
        case .number(let number) where number.rounded() == number: return Int(number)
        default: throw mistake(name, value, "a whole number")
        }
    }

    static func number(_ value: JSONValue, _ name: String) throws -> Double {
        switch value {
        case .integer(let number): return Double(number)
        case .number(let number): return number
        // JSON has no spelling for these; the fixtures write them as texts.
        case .string("inf"), .string("Infinity"): return .infinity
        case .string("-inf"), .string("-Infinity"): return -.infinity
        case .string("nan"), .string("NaN"): return .nan
        default: throw mistake(name, value, "a number")
        }
    }

    private static func mistake(_ name: String, _ value: JSONValue, _ expected: String) -> VerbatimError {
        VerbatimError(
            .file, "an argument of a fixture is of another kind", received: "\(name): \(value.kind)",
            expected: expected)
    }
}
