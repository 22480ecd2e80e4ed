/// One operation of a text, in the shape of MLIR's generic form.
public struct SyntaxOperation: Sendable, Hashable {
    /// The results that share one name: `%0:2`.
    public struct Result: Sendable, Hashable {
        /// The name with its sigil.
        public var name: String
        /// How many results it names.
        public var count: Int
    }

    /// The name with its dialect, such as `stablehlo.add`.
    public var name: String
    /// The names of the results; empty where the text gives none.
    public var results: [Result] = []
    /// The values read, such as `%0` or `%0#1`.
    public var operands: [String] = []
    /// The attributes, ordered by name; properties are among them.
    public var attributes: [SyntaxEntry] = []
    /// The regions.
    public var regions: [SyntaxRegion] = []
    /// The operands' types.
    public var operandTypes: [SyntaxType] = []
    /// The results' types.
    public var resultTypes: [SyntaxType] = []
    /// What stands between the parentheses of `loc(...)`; empty where there is none.
    public var location: String = ""
    /// The line where the operation stands, from 1.
    public var line: Int = 0
    /// The column where the operation stands, from 1.
    public var column: Int = 0
    /// Where the operation stands in its text, in bytes.
    var offset: Int = 0

    init(_ name: String, at offset: Int) {
        self.name = name
        self.offset = offset
    }

    /// The attribute of a name.
    public subscript(_ name: String) -> SyntaxAttribute? { attributes[name] }

    /// Sets an attribute, keeping the order of names.
    mutating func set(_ name: String, _ value: SyntaxAttribute) {
        attributes.removeAll { $0.name == name }
        let place = attributes.firstIndex { $0.name > name } ?? attributes.count
        attributes.insert(SyntaxEntry(name: name, value: value), at: place)
    }

    /// Whether it ends a block.
    var isReturn: Bool { name == "func.return" || name == "stablehlo.return" }

    /// The text without the attributes that a short form spells by itself.
    func attributes(except names: [String]) -> [SyntaxEntry] { attributes.filter { !names.contains($0.name) } }

    /// Everything but the place in the text.
    public static func == (left: SyntaxOperation, right: SyntaxOperation) -> Bool {
        left.name == right.name && left.results == right.results && left.operands == right.operands
            && left.attributes == right.attributes && left.regions == right.regions
            && left.operandTypes == right.operandTypes && left.resultTypes == right.resultTypes
            && left.location == right.location
    }

    /// Hashes what `==` compares first.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(results)
        hasher.combine(operands)
        hasher.combine(attributes)
    }
}
