import VerbatimArithmetic
import VerbatimGraph

/// What makes another step's text of a stored one: the lines in which they differ.
struct StepEdit {
    /// The name of the stored step, such as `training-32`.
    let name: String
    /// The lines that are replaced, by their numbers from 0.
    let lines: [(number: Int, text: String)]
    /// The number of lines of the new text.
    let count: Int
    /// The SHA-256 of the new text.
    let digest: String

    /// What makes one text of the other.
    init(_ name: String, from old: String, to new: String) {
        let (before, after) = (Self.lines(of: old), Self.lines(of: new))
        self.name = name
        lines = after.enumerated().filter { !before.indices.contains($0) || before[$0] != $1 }
            .map { ($0, String($1)) }
        count = after.count
        digest = SHA256Digest.hex(Array(new.utf8))
    }

    /// Reads a record's member.
    ///
    /// - Throws: `VerbatimError` of code `file` if it is none.
    init(_ value: JSONValue) throws {
        guard case .string(let name)? = value["name"], case .string(let digest)? = value["digest"],
            case .integer(let count)? = value["count"], case .array(let lines)? = value["lines"], count >= 0
        else { throw Self.malformed }
        self.name = name
        self.digest = digest
        self.count = count
        self.lines = try lines.map { line in
            guard case .integer(let number)? = line["line"], case .string(let text)? = line["text"],
                (0..<count).contains(number)
            else { throw Self.malformed }
            return (number, text)
        }
    }

    /// As a record holds it.
    var json: JSONValue {
        .object([
            .init("name", .string(name)), .init("digest", .string(digest)), .init("count", .integer(count)),
            .init(
                "lines",
                .array(lines.map { .object([.init("line", .integer($0)), .init("text", .string($1))]) })),
        ])
    }

    /// The new text.
    ///
    /// - Throws: `VerbatimError` of code `file` unless it has its digest.
    func applied(to old: String) throws -> String {
        var new = Self.lines(of: old).prefix(count)
        for (number, text) in lines {
            guard number <= new.count else { throw Self.malformed }
            if number == new.count { new.append(text[...]) } else { new[number] = text[...] }
        }
        let text = new.joined(separator: "\n")
        guard new.count == count, SHA256Digest.hex(Array(text.utf8)) == digest else { throw Self.malformed }
        return text
    }

    private static func lines(of text: String) -> [Substring] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    private static var malformed: VerbatimError {
        VerbatimError(
            .file, "a record of the ledger changes a step in no way that can be followed",
            received: "lines that do not give a text with the digest", expected: "the lines that differ")
    }
}
