import VerbatimCPU
import VerbatimGraph

/// The executor of operations on values, and of `compiled` where none is named: one `CPUExecutor` for the process.
package struct EagerExecutor: Executor {
    private static let cpu: Result<CPUExecutor, any Error> = Result { try CPUExecutor() }

    /// The executor of operations on values.
    package static let executor: any Executor = EagerExecutor()

    /// The CPU executor's name.
    package var name: String { (try? EagerExecutor.cpu.get().name) ?? "cpu" }

    /// Makes a graph ready to run.
    ///
    /// - Throws: What `CPUExecutor` throws; an environment that asks for what this machine lacks is told here.
    package func compile(_ graph: Graph) throws -> any Executable { try EagerExecutor.cpu.get().compile(graph) }

    /// Runs a graph once.
    package static func run(_ graph: Graph, _ inputs: [TensorValue]) throws -> [TensorValue] {
        try executor.compile(graph)(inputs)
    }
}
