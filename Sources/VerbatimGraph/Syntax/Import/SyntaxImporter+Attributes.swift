// Attributes of a text as the kinds of value that the graph takes.
extension SyntaxImporter {
    func missing(_ name: String, _ operation: SyntaxOperation) -> VerbatimError {
        Self.error(.malformed, "\(operation.name) lacks an attribute", operation, expected: "`\(name)`")
    }

    func wrong(_ name: String, _ operation: SyntaxOperation, _ expected: String) -> VerbatimError {
        Self.error(
            .malformed, "an attribute is not what it should be", operation, received: "`\(name)`", expected: expected)
    }

    func integer(_ name: String, _ operation: SyntaxOperation) throws -> Int {
        guard let value = operation[name] else { throw missing(name, operation) }
        guard case .number(let text, _) = value, let number = Int(text) else {
            throw wrong(name, operation, "a whole number")
        }
        return number
    }

    func integers(_ name: String, _ operation: SyntaxOperation) throws -> [Int] {
        guard let result = try optionalIntegers(name, operation) else { throw missing(name, operation) }
        return result
    }

    func optionalIntegers(_ name: String, _ operation: SyntaxOperation) throws -> [Int]? {
        guard let value = operation[name] else { return nil }
        guard let result = numbers(value) else { throw wrong(name, operation, "whole numbers") }
        return result
    }

    /// Whole numbers, however they are spelled.
    func numbers(_ value: SyntaxAttribute?) -> [Int]? {
        switch value {
        case .list(_, let values)?:
            let numbers = values.compactMap { Int($0) }
            return numbers.count == values.count ? numbers : nil
        case .array(let values)?:
            let numbers = values.map { self.numbers($0) ?? [] }
            return numbers.count == values.count ? numbers.flatMap { $0 } : nil
        case .number(let text, _)?: return Int(text).map { [$0] }
        case .dense(let body, let type)?:
            return small(body, type)?.integers
        case .unit?, .boolean?, .string?, .dictionary?, .symbol?, .type?, .dialect?, .alias?, .other?, nil: return nil
        }
    }

    /// A constant of a size that attributes have; nil if it is larger or cannot be read.
    private func small(_ body: String, _ type: SyntaxType) -> TensorValue? {
        guard let known = type.tensorType, (try? ShapeRules.size(known, "the text")) != nil, known.count <= 1 << 16,
            case .whole(let value)? = try? SyntaxDense.elements(body, known)
        else { return nil }
        return value
    }

    func booleans(_ value: SyntaxAttribute) -> [Bool]? {
        switch value {
        case .list(_, let values): return values.map { $0 == "true" || $0 == "1" }
        case .array(let values):
            return values.map { $0 == .boolean(true) }
        case .dense(let body, let type):
            guard let value = small(body, type), value.type.element == .bool else { return nil }
            return value.array(of: Bool.self)
        case .unit, .boolean, .number, .string, .dictionary, .symbol, .type, .dialect, .alias, .other: return nil
        }
    }

    func boolean(_ name: String, _ operation: SyntaxOperation) throws -> Bool? {
        guard let value = operation[name] else { return nil }
        guard case .boolean(let truth) = value else { throw wrong(name, operation, "a truth value") }
        return truth
    }

    /// Padding as pairs of whole numbers; nil if there is none.
    func padding(_ name: String, _ operation: SyntaxOperation) throws -> [EdgePadding]? {
        guard let value = operation[name] else { return nil }
        guard let numbers = numbers(value), numbers.count % 2 == 0 else {
            throw wrong(name, operation, "pairs of whole numbers")
        }
        return stride(from: 0, to: numbers.count, by: 2).map { EdgePadding(numbers[$0], numbers[$0 + 1]) }
    }

    func fields(_ name: String, _ operation: SyntaxOperation) throws -> SyntaxFields {
        var value = operation[name]
        if case .alias(let alias)? = value { value = aliases[alias] }
        guard case .dialect(_, let body)? = value, let fields = SyntaxFields(body) else {
            throw missing(name, operation)
        }
        return fields
    }

    func keyword<Word: RawRepresentable & CaseIterable>(
        _ name: String, _ operation: SyntaxOperation, _: Word.Type
    ) throws -> Word where Word.RawValue == String {
        var value = operation[name]
        if case .alias(let alias)? = value { value = aliases[alias] }
        guard let word = value?.keyword else { throw missing(name, operation) }
        guard let result = Word(rawValue: word) else {
            throw Self.error(
                .malformed, "the attribute \(name) is not known", operation, received: "`\(word)`",
                expected: "one of " + Word.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return result
    }

    /// The mark of a sum over samples, if there is one.
    func sampleSum(_ operation: SyntaxOperation) throws -> SampleSum? {
        guard let mark = operation["verbatim.sample_sum"] else { return nil }
        var numbers: [String: Int] = [:]
        if case .dictionary(let entries) = mark {
            for entry in entries {
                if case .number(let text, _) = entry.value { numbers[entry.name] = Int(text) }
            }
        }
        guard let dimension = numbers["dimension"], let samples = numbers["samples_per_leaf"],
            let indices = numbers["indices_per_sample"]
        else {
            throw Self.error(
                .malformed, "the mark of a sum over samples is not complete", operation,
                expected: "dimension, indices_per_sample and samples_per_leaf")
        }
        return SampleSum(dimension: dimension, samplesPerLeaf: samples, indicesPerSample: indices)
    }
}
