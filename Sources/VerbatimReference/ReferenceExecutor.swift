import VerbatimGraph

/// Runs graphs one operation at a time in plain scalar Swift: what every operation means, slow and obvious.
///
/// Each family of operations is one file under `Operations`; the meaning of an operation on scalars is in `Elements`.
/// The other executors give these bits.
public struct ReferenceExecutor: Executor {
    /// `reference`.
    public let name: String = "reference"

    /// The most elements that a run may read and compute, contractions counted by their terms; nil for any number.
    public let workLimit: Int?

    /// Makes the executor, with a limit for programs that nobody has looked at: a run that does more ends in an error.
    public init(workLimit: Int? = nil) { self.workLimit = workLimit }

    /// Checks a graph and makes it ready to run.
    ///
    /// - Throws: `VerbatimError` of code `malformed` as `Graph.verify()`, or of code `unsupported` for a custom call that is
    ///   unknown.
    public func compile(_ graph: Graph) throws -> any Executable {
        try graph.verify()
        try CustomCall.check(graph.body)
        return ReferenceExecutable(graph: graph, workLimit: workLimit)
    }
}
