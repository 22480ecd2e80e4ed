/// A region of a text: one block of operations with its arguments.
public struct SyntaxRegion: Sendable, Hashable {
    /// An argument of a block.
    public struct Argument: Sendable, Hashable {
        /// The name with its sigil.
        public var name: String
        /// The type.
        public var type: SyntaxType
        /// What stands between the parentheses of `loc(...)`; empty where there is none.
        public var location: String = ""
    }

    /// The block's arguments.
    public var arguments: [Argument] = []
    /// The operations in program order.
    public var operations: [SyntaxOperation] = []
}
