import Verbatim

/// The arguments of one call of a function: tensors of the fixture, and literals.
final class OpsArguments {
    private let arguments: [JSONValue]
    private let keywords: JSONValue?
    private let symbols: [Tensor]
    private let values: [TensorValue]

    init(_ call: JSONValue, _ symbols: [Tensor], _ values: [TensorValue]) {
        if case .array(let list)? = call["args"] { arguments = list } else { arguments = [] }
        keywords = call["kwargs"]
        self.symbols = symbols
        self.values = values
    }

    /// The argument at a place, or under a name; nil if it is missing or null.
    func raw(_ place: Int, _ name: String) -> JSONValue? {
        let value = arguments.indices.contains(place) ? arguments[place] : keywords?[name]
        return value == .null ? nil : value
    }

    /// Whether an argument is stated as null.
    func isNull(_ place: Int, _ name: String) -> Bool {
        (arguments.indices.contains(place) ? arguments[place] : keywords?[name]) == .null
    }

    /// Whether an argument is one number, be it in a tensor.
    func isScalar(_ place: Int, _ name: String) -> Bool {
        guard let value = raw(place, name) else { return true }
        if let number = number(of: value) { return values[number].shape.isEmpty }
        if case .array = value { return false }
        return true
    }

    private func number(of value: JSONValue) -> Int? {
        guard case .string(let text) = value, text.hasPrefix("@in.") else { return nil }
        return Int(text.dropFirst(4))
    }

    /// A tensor, or a literal as one; nil if it is missing.
    func optional(_ place: Int, _ name: String = "") throws -> Tensor? {
        guard let value = raw(place, name) else { return nil }
        if let number = number(of: value) { return symbols[number] }
        switch value {
        case .integer(let number): return number.weakTensor
        case .number(let number): return number.weakTensor
        case .array(let list) where list.allSatisfy { self.number(of: $0) == nil }:
            let literals = Tensor(try list.map { try KerasConfig.number($0, name) })
            return values.contains { $0.type.element == .f64 } ? literals : literals.cast(to: .f32)
        default: throw Unsupported("argument \(name)")
        }
    }

    /// A tensor.
    func tensor(_ place: Int, _ name: String = "") throws -> Tensor {
        guard let tensor = try optional(place, name) else { throw Unsupported("no argument \(place)") }
        return tensor
    }

    /// The value of a tensor that has to be known when the graph is made.
    func value(_ place: Int, _ name: String) throws -> [Double]? {
        guard let value = raw(place, name) else { return nil }
        if let number = number(of: value) {
            return try Tensor(values[number]).cast(to: .f64).array(of: Double.self)
        }
        guard case .array(let list) = value else { return [try KerasConfig.number(value, name)] }
        return try list.map { try KerasConfig.number($0, name) }
    }

    /// The tensors of a list.
    func tensors(_ place: Int, _ name: String) throws -> [Tensor] {
        guard case .array(let list)? = raw(place, name) else { return try allTensors() }
        return try list.map { value in
            guard let number = number(of: value) else { throw Unsupported("a list of literals") }
            return symbols[number]
        }
    }

    /// All arguments that are tensors, in order.
    func allTensors() throws -> [Tensor] { arguments.compactMap { number(of: $0).map { symbols[$0] } } }

    func integer(_ place: Int, _ name: String) throws -> Int? {
        try raw(place, name).map { try KerasConfig.integer($0, name) }
    }

    func number(_ place: Int, _ name: String) throws -> Double? {
        try raw(place, name).map { try KerasConfig.number($0, name) }
    }

    func flag(_ place: Int, _ name: String, _ other: Bool = false) -> Bool {
        guard case .boolean(let truth)? = raw(place, name) else { return other }
        return truth
    }

    func text(_ place: Int, _ name: String) -> String? {
        if case .string(let text)? = raw(place, name) { text } else { nil }
    }

    func integers(_ place: Int, _ name: String) throws -> [Int]? {
        switch raw(place, name) {
        case nil: nil
        case .array(let list)?: try list.map { try KerasConfig.integer($0, name) }
        case let value?: [try KerasConfig.integer(value, name)]
        }
    }

    /// One number for each of some dimensions.
    func sizes(_ place: Int, _ name: String, _ count: Int, _ other: Int) throws -> [Int] {
        let found = try integers(place, name) ?? [other]
        return found.count == 1 ? Array(repeating: found[0], count: count) : found
    }

    /// Pairs of whole numbers.
    func pairs(_ place: Int, _ name: String) throws -> [[Int]] {
        guard case .array(let list)? = raw(place, name) else { throw Unsupported("argument \(name)") }
        return try list.map { value in
            guard case .array(let pair) = value else { throw Unsupported("argument \(name)") }
            return try pair.map { try KerasConfig.integer($0, name) }
        }
    }

    /// The axes under `axis` or another name; all where none is stated.
    func axes(_ place: Int = 1, _ name: String = "axis") throws -> Axes { Axes(try integers(place, name)) }

    var keepsDimensions: Bool { flag(99, "keepdims") }

    func format() throws -> DataFormat {
        guard let text = text(99, "data_format") else { return .channelsLast }
        guard let format = DataFormat(rawValue: text) else { throw Unsupported("data format \(text)") }
        return format
    }

    func padding(_ place: Int = 99) throws -> Padding {
        guard let padding = Padding(rawValue: text(place, "padding") ?? "valid") else { throw Unsupported("padding") }
        return padding
    }
}
