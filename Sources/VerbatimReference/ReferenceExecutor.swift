import VerbatimGraph

/// Runs graphs one operation at a time in plain scalar Swift: what every operation means, slow and obvious.
///
/// Each family of operations is one file under `Operations`; the meaning of an operation on scalars is in `Elements`.
/// The other executors give these bits.
public struct ReferenceExecutor: Executor {
    /// `reference`.
    public let name: String = "reference"

    /// Makes the executor; it has no options.
    public init() {}

    /// Checks a graph and makes it ready to run.
    ///
    /// - Throws: `VerbatimError` if a shape rule is broken, a value is used before it is given, or a custom call is
    ///   unknown.
    public func compile(_ graph: Graph) throws -> any Executable {
        try GraphCheck.check(graph)
        return ReferenceExecutable(graph: graph)
    }
}
