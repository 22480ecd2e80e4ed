import Synchronization
import VerbatimGraph

/// Runs graphs on another executor and fingerprints the output of every operation; the bits are the other's.
struct TracingExecutor: Executor {
    private let base: any Executor

    init(_ base: any Executor) { self.base = base }

    var name: String { "\(base.name), traced" }

    func compile(_ graph: Graph) throws -> any Executable {
        let outputs = OperationOutputs(graph)
        return TracedExecutable(
            graph: graph, outputs: outputs, traced: try base.compile(outputs.traced), base: base)
    }
}

/// A graph that gives all its values, of which a caller sees the outputs.
final class TracedExecutable: Executable {
    let graph: Graph
    private let outputs: OperationOutputs
    private let traced: any Executable
    private let base: any Executor
    private let last = Mutex<(fingerprints: [String], spare: [TensorValue])>(([], []))

    init(graph: Graph, outputs: OperationOutputs, traced: any Executable, base: any Executor) {
        self.graph = graph
        self.outputs = outputs
        self.traced = traced
        self.base = base
    }

    /// The fingerprints of the last run, one for each operation in program order.
    var fingerprints: [String] { last.withLock { $0.fingerprints } }

    func run(_ inputs: [TensorValue], into outputs: inout [TensorValue], observer: Observer?) throws {
        let count = graph.outputTypes.count
        var all = outputs.count == count ? outputs : []
        outputs.removeAll(keepingCapacity: true)
        if !all.isEmpty {
            all += last.withLock { state in
                defer { state.spare = [] }
                return state.spare
            }
        }
        try traced.run(inputs, into: &all, observer: observer)
        let values = Array(all[count...])
        let fingerprints = self.outputs.ranges.map { base.fingerprint(of: Array(values[$0])) }
        all.removeLast(values.count)
        outputs.append(contentsOf: all)
        last.withLock { $0 = (fingerprints, values) }
    }
}
