/// The fields of dimension numbers: `offset_dims = [1], index_vector_dim = 1`.
struct SyntaxFields {
    var lists: [String: [Int]] = [:]
    var numbers: [String: Int] = [:]
    /// Fields that are words, such as the types of an algorithm.
    var words: [String: String] = [:]

    init() {}

    /// Reads the spelling between the angle brackets; nil if it is something else.
    init?(_ body: String) {
        guard var parser = try? SyntaxParser(body) else { return nil }
        while parser.token.kind != .end {
            guard let name = try? parser.word("a field", expected: "a name"), lists[name] == nil, numbers[name] == nil,
                (try? parser.accept("=")) == true
            else { return nil }
            if parser.isPunctuation("[") {
                guard let list = try? parser.integers("a field") else { return nil }
                lists[name] = list
            } else if parser.token.kind == .word {
                words[name] = try? parser.word("a field", expected: "a word")
            } else {
                guard let number = try? parser.integer("a field") else { return nil }
                numbers[name] = number
            }
            if parser.token.kind == .end { return }
            guard (try? parser.accept(",")) == true else { return nil }
        }
    }
}
