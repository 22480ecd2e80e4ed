import Testing
import Verbatim

/// Lookups of strings.
@Suite struct StringLookupTests {
    /// Two spellings of one character are two strings, as their bytes are.
    @Test func stringsAreTheirBytes() throws {
        let (composed, decomposed) = ("caf\u{e9}", "cafe\u{301}")
        let lookup = StringLookup([composed, decomposed], maskToken: "e\u{301}")
        #expect(lookup([composed, decomposed, "\u{e9}", "e\u{301}"]) == [2, 3, 1, 0])
        let adapted = StringLookup(adaptedTo: [decomposed, composed, decomposed])
        #expect(adapted.vocabulary.map { Array($0.utf8) } == [decomposed, composed].map { Array($0.utf8) })
        let hashing = Hashing(2, maskValue: composed)
        #expect(hashing([composed, decomposed]) == [0, 1])
        let rows = try TextVectorization(adaptedTo: [composed, composed + " " + decomposed]).rows([decomposed], .count)
        #expect(try rows.array(of: Float.self) == [0, 0, 1])
    }
}
