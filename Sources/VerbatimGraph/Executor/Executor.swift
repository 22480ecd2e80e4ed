/// Something that runs graphs: two calls, `compile` and `run`.
public protocol Executor: Sendable {
    /// The executor's name, such as `reference` or `cpu avx2`.
    var name: String { get }

    /// Makes a graph ready to run, once per input signature.
    ///
    /// - Throws: `VerbatimError` if the graph is malformed or holds what the executor does not do.
    func compile(_ graph: Graph) throws -> any Executable
}
