import VerbatimGraph
import VerbatimReference

/// The one place where operations on values reach an executor.
package enum EagerExecutor {
    /// The executor of operations on values and of `compiled` where none is named.
    package static let executor: any Executor = ReferenceExecutor()

    /// Runs a graph once.
    package static func run(_ graph: Graph, _ inputs: [TensorValue], observer: Observer? = nil) throws -> [TensorValue]
    {
        try executor.compile(graph)(inputs, observer: observer)
    }
}
