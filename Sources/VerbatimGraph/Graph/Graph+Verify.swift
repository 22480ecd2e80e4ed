extension Graph {
    /// How deeply regions and decompositions may be nested.
    package static let nestingLimit: Int = 64
    /// The most operations in a graph, those of its regions and decompositions included.
    package static let operationLimit: Int = 1 << 20

    /// Checks that the graph is well formed, however it was made.
    ///
    /// Every value is defined once and before its uses, inside a region that is still open; the types are those of the
    /// shape rules; what is known of inputs and outputs suits them; marks of sums over samples fit their operations;
    /// decompositions are well formed graphs themselves.
    ///
    /// - Throws: `VerbatimError` of code `.malformed` with the first rule that is broken.
    public func verify() throws {
        var operations = 0
        var verifier = GraphVerifier(graph: self, nesting: 0)
        try verifier.verify(operations: &operations)
    }
}
