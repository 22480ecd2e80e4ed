import Verbatim

// Arguments that many layers have.
extension KerasConfig {
    func activation(_ name: String = "activation", _ other: any ActivationFunction = .linear) throws
        -> any ActivationFunction
    {
        if states(name), !has(name) { return .linear }
        return try ActivationTable.activation(try nested(name)) ?? other
    }

    /// Initial values are in the fixtures, so an initializer is only read over.
    func initializer(_ name: String, _ other: any Initializer) throws -> any Initializer {
        _ = raw(name)
        return other
    }

    func regularizer(_ name: String) throws -> (any Regularizer)? { try RegularizerTable.regularizer(try nested(name)) }

    func constraint(_ name: String) throws -> (any Constraint)? { try ConstraintTable.constraint(try nested(name)) }

    func format() throws -> DataFormat {
        guard let text = try text("data_format") else { return .channelsLast }
        guard let format = DataFormat(rawValue: text) else { throw Unsupported("data format \(text)") }
        return format
    }

    func padding() throws -> Padding {
        guard let padding = Padding(rawValue: try text("padding", default: "valid")) else {
            throw Unsupported("padding")
        }
        return padding
    }

    func interpolation(_ other: Interpolation) throws -> Interpolation {
        guard let text = try text("interpolation") else { return other }
        guard let found = Interpolation(rawValue: text) else { throw Unsupported("interpolation \(text)") }
        return found
    }

    /// One number for each dimension; a single one serves all.
    func sizes(_ name: String, _ count: Int, _ other: Int) throws -> [Int] {
        let numbers = try integers(name) ?? [other]
        return numbers.count == 1 ? Array(repeating: numbers[0], count: count) : numbers
    }

    func extent2D(_ name: String, _ other: Int) throws -> Extent2D {
        let sizes = try sizes(name, 2, other)
        return Extent2D(height: sizes[0], width: sizes[1])
    }

    func extent3D(_ name: String, _ other: Int) throws -> Extent3D {
        let sizes = try sizes(name, 3, other)
        return Extent3D(depth: sizes[0], height: sizes[1], width: sizes[2])
    }

    /// A start and an end for each dimension, from one number, one for each dimension, or pairs.
    func edges(_ name: String, _ count: Int, _ other: [[Int]]) throws -> [EdgePair] {
        func pair(_ value: JSONValue) throws -> [Int] {
            if case .array(let values) = value { return try values.map { try KerasConfig.integer($0, name) } }
            let number = try KerasConfig.integer(value, name)
            return [number, number]
        }
        guard let values = list(name) else { return other.map { EdgePair($0[0], $0[1]) } }
        let pairs: [[Int]]
        if count == 1 {
            pairs = values.count == 2 ? [try values.map { try KerasConfig.integer($0, name) }] : [try pair(values[0])]
        } else {
            let found = try values.map(pair)
            pairs = found.count == 1 ? Array(repeating: found[0], count: count) : found
        }
        return pairs.map { EdgePair($0[0], $0[1]) }
    }

    /// Sizes of which some are open.
    func optionalIntegers(_ name: String) throws -> [Int?] {
        try (list(name) ?? []).map { $0 == .null ? nil : try KerasConfig.integer($0, name) }
    }

    /// A factor of one number or two.
    func factor(_ name: String) throws -> FactorRange? {
        guard let numbers = try numbers(name) else { return nil }
        return numbers.count == 1 ? FactorRange(numbers[0]) : FactorRange(numbers[0], numbers[1])
    }

    func valueRange() throws -> ValueRange {
        guard let numbers = try numbers("value_range") else { return [0, 255] }
        return ValueRange(numbers[0], numbers[1])
    }
}
