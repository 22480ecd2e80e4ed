import VerbatimGraph

/// Some columns of a CSV file that become one tensor.
struct CSVGroup {
    private let columns: [CSVColumn]
    private let positions: [Int]
    private var numbers: [Float] = []
    private var integers: [Int32] = []
    private var classNumbers: [[String: Int32]]
    /// The classes of each column, in the order of their numbers.
    private(set) var classes: [[String]]

    /// - Throws: `VerbatimError` if a column is not in the header, or numbers stand beside classes.
    init(_ columns: [CSVColumn], names: [String]?, _ purpose: String) throws {
        guard Set(columns.map { $0.kind == .number }).count <= 1 else {
            throw VerbatimError(
                .configuration, "the \(purpose) of a CSV file mix columns of numbers with others",
                received: columns.map { "\($0.place)" }.joined(separator: ", "), expected: "columns of one kind",
                remedy: "read integers as numbers")
        }
        self.columns = columns
        positions = try columns.map { column in
            switch column.place {
            case .position(let position):
                guard position >= 0, names.map({ position < $0.count }) ?? true else {
                    throw VerbatimError(
                        .file, "a CSV file has no such column", received: "position \(position)",
                        expected: names.map { "0 to \($0.count - 1)" } ?? "0 or more")
                }
                return position
            case .name(let name):
                let found = names?.indices.filter { names![$0] == name } ?? []
                guard found.count == 1 else {
                    throw VerbatimError(
                        .file, "a CSV file has no such column, or several", received: "\"\(name)\"",
                        expected: names.map { "one of \($0.prefix(20).joined(separator: ", "))" }
                            ?? "a position, as the file has no header")
                }
                return found[0]
            }
        }
        classes = columns.map { if case .category(let names?) = $0.kind { names } else { [] } }
        classNumbers = classes.map { names in
            Dictionary(names.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { first, _ in first })
        }
    }

    /// Takes the columns' fields of a record.
    mutating func append(_ reader: CSVReader) throws {
        for (index, column) in columns.enumerated() {
            guard positions[index] < reader.fields.count else {
                throw reader.failure(
                    "a record has no field \(positions[index])", "\(reader.fields.count) fields",
                    "at least \(positions[index] + 1)")
            }
            let text = try reader.text(reader.fields[positions[index]])
            func failure(_ expected: String) -> VerbatimError {
                reader.failure("field \(positions[index]) is of another kind", "`\(text.prefix(40))`", expected)
            }
            switch column.kind {
            case .number:
                guard let number = Self.number(text) else { throw failure("a decimal number that f32 holds") }
                numbers.append(number)
            case .integer:
                guard let number = Int32(text) else { throw failure("a whole number that i32 holds") }
                integers.append(number)
            case .category(let names):
                if let number = classNumbers[index][text] {
                    integers.append(number)
                } else if names == nil {
                    let number = Int32(truncatingIfNeeded: classes[index].count)
                    classNumbers[index][text] = number
                    classes[index].append(text)
                    integers.append(number)
                } else {
                    throw failure("one of \(classes[index].prefix(20).joined(separator: ", "))")
                }
            }
        }
    }

    /// The tensor of all records; none without columns.
    func values(_ count: Int) throws -> [TensorValue] {
        guard let first = columns.first else { return [] }
        if first.kind == .number { return [try TensorValue(numbers, shape: [count, columns.count])] }
        return [try TensorValue(integers, shape: columns.count == 1 ? [count] : [count, columns.count])]
    }

    /// A finite decimal number; names of infinities and hexadecimal digits are none.
    private static func number(_ text: String) -> Float? {
        guard text.utf8.allSatisfy({ (48...57).contains($0) || "+-.eE".utf8.contains($0) }),
            let number = Float(text), number.isFinite
        else { return nil }
        return number
    }
}
