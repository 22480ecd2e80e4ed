import Foundation
import Testing
import VerbatimArithmetic

/// The digests over all inputs, which `verbatim-exhaustive` recomputes, are the document's.
@Suite struct ElementaryDigestTests {
    @Test func theDocumentStatesThem() throws {
        let document = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/Arithmetic.md")
        let rows = try String(contentsOf: document, encoding: .utf8).split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            return cells.count == 3 && cells[1].count == 66 && cells[1].hasPrefix("`") ? Array(cells[..<2]) : nil
        }
        #expect(rows == ElementaryDigests.all.map { [$0.name, "`\($0.digest)`"] })
    }
}
