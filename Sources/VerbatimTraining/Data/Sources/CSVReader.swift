import VerbatimGraph

/// Reads the records of a CSV file one after another: quoted fields, either line ending, line numbers for errors.
///
/// Source: RFC 4180. Empty lines are skipped.
struct CSVReader {
    struct Field {
        var range: Range<Int>
        /// Whether the text holds doubled quotes.
        var isEscaped: Bool
    }

    private static let quote = UInt8(ascii: "\"")
    /// More columns than any table has, so that a damaged file cannot fill the memory with them.
    private static let columnLimit = 65_536

    private let bytes: [UInt8]
    private let separator: UInt8
    private var position: Int
    private var nextLine = 1
    /// The fields of the record that was read last.
    private(set) var fields: [Field] = []
    /// The line on which it begins.
    private(set) var line = 0

    init(bytes: [UInt8], separator: UInt8) {
        self.bytes = bytes
        self.separator = separator
        position = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    }

    /// Reads the next record; false at the end.
    mutating func next() throws -> Bool {
        while position < bytes.count, try skipLineEnd() {}
        guard position < bytes.count else { return false }
        fields.removeAll(keepingCapacity: true)
        line = nextLine
        while true {
            guard fields.count < Self.columnLimit else {
                throw failure("a record has too many fields", "more than \(Self.columnLimit)", "a table")
            }
            fields.append(try field())
            if position < bytes.count, bytes[position] == separator {
                position += 1
                continue
            }
            if position < bytes.count { _ = try skipLineEnd() }
            return true
        }
    }

    /// A field's text.
    func text(_ field: Field) throws -> String {
        guard let text = String(validating: bytes[field.range], as: UTF8.self) else {
            throw failure("a field is no UTF-8", "\(Array(bytes[field.range].prefix(8)))", "a text in UTF-8")
        }
        guard field.isEscaped else { return text }
        var characters: [UInt8] = []
        var isSecond = false
        for byte in bytes[field.range] {
            isSecond = byte == Self.quote && !isSecond
            if !isSecond { characters.append(byte) }
        }
        return String(decoding: characters, as: UTF8.self)
    }

    /// An error about the record that was read last.
    func failure(_ what: String, _ received: String, _ expected: String, remedy: String? = nil) -> VerbatimError {
        VerbatimError(.file, "\(what) on line \(line)", received: received, expected: expected, remedy: remedy)
    }

    /// Reads a field up to what ends it.
    private mutating func field() throws -> Field {
        guard position < bytes.count, bytes[position] == Self.quote else {
            let start = position
            while position < bytes.count, bytes[position] != separator, bytes[position] != 10, bytes[position] != 13 {
                guard bytes[position] != Self.quote else {
                    throw failure(
                        "a quote stands inside a field", "`\(excerpt(start))`", "quotes around the whole field",
                        remedy: "write a quote inside quotes as two")
                }
                position += 1
            }
            return Field(range: start..<position, isEscaped: false)
        }
        let start = position + 1
        var isEscaped = false
        position = start
        while true {
            guard position < bytes.count else {
                throw failure("a quoted field does not end", "`\(excerpt(start))`", "a closing quote")
            }
            if bytes[position] == Self.quote {
                guard position + 1 < bytes.count, bytes[position + 1] == Self.quote else { break }
                isEscaped = true
                position += 1
            } else if bytes[position] == 10 {
                nextLine += 1
            }
            position += 1
        }
        let range = start..<position
        position += 1
        guard position == bytes.count || bytes[position] == separator || bytes[position] == 10 || bytes[position] == 13
        else {
            throw failure(
                "a quoted field goes on after its quote", "`\(excerpt(position))`", "a separator or a line end")
        }
        return Field(range: range, isEscaped: isEscaped)
    }

    /// Skips a line's end, if there is one.
    private mutating func skipLineEnd() throws -> Bool {
        if bytes[position] == 10 {
            position += 1
        } else if bytes[position] == 13 {
            guard position + 1 < bytes.count, bytes[position + 1] == 10 else {
                throw VerbatimError(
                    .file, "a carriage return stands alone on line \(nextLine)", received: "byte 13 without byte 10",
                    expected: "lines that end in line feed, or in both")
            }
            position += 2
        } else {
            return false
        }
        nextLine += 1
        return true
    }

    private func excerpt(_ start: Int) -> String { String(decoding: bytes[start...].prefix(24), as: UTF8.self) }
}
