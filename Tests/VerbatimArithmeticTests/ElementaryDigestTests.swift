import Foundation
import Testing
import VerbatimArithmetic

/// The digests over all inputs, which `verbatim-exhaustive` recomputes, are the document's.
@Suite struct ElementaryDigestTests {
    @Test func theDocumentStatesThem() throws {
        let document = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/Arithmetic.md")
        let rows = try String(contentsOf: document, encoding: .utf8).split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            return cells.count == 2 && cells[1].count == 66 && cells[1].hasPrefix("`") ? cells : nil
        }
        #expect(rows == ElementaryDigests.all.map { [$0.name, "`\($0.digest)`"] })
    }
}
