import VerbatimArithmetic

/// Writes a file of vectors: one JSON object, one case a line, floats by their bits.
protocol VectorWriter {}

extension VectorWriter {
    /// A whole file: the version, then sections of cases.
    static func file(_ sections: [(String, [String])]) -> String {
        let body = sections.map { name, cases in "\"\(name)\": [\n\(cases.joined(separator: ",\n"))\n]" }
        return "{\n\"version\": \"\(ArithmeticVersion.current)\",\n" + body.joined(separator: ",\n") + "\n}\n"
    }

    static func hex(_ x: Float) -> String { hex(x.bitPattern) }
    static func hex(_ x: Double) -> String { hex(x.bitPattern) }
    static func hex(_ x: some FixedWidthInteger & UnsignedInteger) -> String {
        let digits = String(x, radix: 16)
        return "\"" + String(repeating: "0", count: x.bitWidth / 4 - digits.count) + digits + "\""
    }
    static func list(_ parts: [String]) -> String { "[" + parts.joined(separator: ", ") + "]" }
    static func object(_ members: [(String, String)]) -> String {
        "{" + members.map { "\"\($0)\": \($1)" }.joined(separator: ", ") + "}"
    }
}
