/// A program as it stands in text: aliases and operations, whatever their dialects, before anything is checked.
///
/// The syntax of StableHLO programs is MLIR's. Every operation is kept under its full name with all attributes, so that
/// programs that the graph cannot hold are still read, printed and compared. `SyntaxProgram` makes graphs of them.
public struct SyntaxModule: Sendable, Hashable {
    /// A name for an attribute, type or location: `#loc1 = loc("f")`.
    public struct Alias: Sendable, Hashable {
        /// The name with its sigil, such as `#loc1`.
        public var name: String
        /// What it stands for.
        public var value: SyntaxAttribute
    }

    /// The aliases, in the order of the text.
    public var aliases: [Alias]
    /// The operations outside all others: a module, or functions.
    public var operations: [SyntaxOperation]

    /// Reads a text; operations, attributes and types of any dialect are accepted in the generic form.
    ///
    /// - Throws: `VerbatimError` with the line and column of what breaks the grammar.
    public init(text: String) throws {
        do {
            var parser = try SyntaxParser(text)
            self = try parser.module()
        } catch var error as VerbatimError {
            error.received = error.received ?? "something else"
            error.expected = error.expected ?? "MLIR's syntax"
            throw error
        }
    }

    init(aliases: [Alias], operations: [SyntaxOperation]) {
        self.aliases = aliases
        self.operations = operations
    }

    /// The names of the functions, those of nested modules included, in the order of the text.
    public var functionNames: [String] {
        func names(_ operations: [SyntaxOperation], depth: Int) -> [String] {
            operations.flatMap { operation -> [String] in
                if operation.name == "builtin.module", depth < 8 {
                    return operation.regions.flatMap { names($0.operations, depth: depth + 1) }
                }
                guard operation.name == "func.func", case .string(let name, _)? = operation["sym_name"] else {
                    return []
                }
                return [name]
            }
        }
        return names(operations, depth: 0)
    }

    /// The program in the short forms that StableHLO's tools print, and the generic form where there is none.
    public var text: String { SyntaxPrinter.text(self) }
}
