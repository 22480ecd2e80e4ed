/// A dictionary of attributes, in the order of the text, from which known ones are taken until none is left.
struct TextAttributes {
    struct Entry {
        var name: String
        var value: TextAttribute
        /// Where the entry stands in the text.
        var offset: Int
    }

    private(set) var entries: [Entry] = []

    func contains(_ name: String) -> Bool { entries.contains { $0.name == name } }

    mutating func append(_ name: String, _ value: TextAttribute, at offset: Int) {
        entries.append(Entry(name: name, value: value, offset: offset))
    }

    mutating func take(_ name: String) -> Entry? {
        guard let index = entries.firstIndex(where: { $0.name == name }) else { return nil }
        return entries.remove(at: index)
    }
}
