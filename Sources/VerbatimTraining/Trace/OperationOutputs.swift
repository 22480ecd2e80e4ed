import VerbatimArithmetic
import VerbatimCPU
import VerbatimGraph

/// The operations of a graph's body and the values that they give, in program order.
struct OperationOutputs: Sendable {
    let graph: Graph
    /// The operations.
    var nodes: [Node] { graph.body.nodes }
    /// All that they give, one after another.
    let values: [ValueID]
    /// Where in `values` each operation's results lie.
    let ranges: [Range<Int>]
    /// The bytes that are held of a run's values at one time.
    private static let window = 256 << 20

    init(_ graph: Graph) {
        self.graph = graph
        values = graph.body.nodes.flatMap(\.results)
        var end = 0
        ranges = graph.body.nodes.map { node in
            end += node.results.count
            return end - node.results.count..<end
        }
    }

    /// The graph with all values behind its own outputs.
    var traced: Graph {
        var traced = graph
        traced.body.results += values
        traced.outputNames += values.map { "%\($0.index)" }
        return traced
    }

    /// The graph with other outputs.
    private func giving(_ values: [ValueID]) -> Graph {
        var traced = graph
        traced.body.results = values
        traced.outputNames = values.map { "%\($0.index)" }
        return traced
    }

    /// Some values of a run.
    func run(_ inputs: [TensorValue], _ executor: any Executor, giving values: [ValueID]) throws -> [TensorValue] {
        let executable = try executor.compile(giving(values))
        return try executable(inputs)
    }

    /// The fingerprint of every operation's output in a run, made in as many passes as memory asks for.
    func fingerprints(_ inputs: [TensorValue], _ executor: any Executor) throws -> [String] {
        var fingerprints: [String] = []
        var start = 0
        while start < nodes.count {
            var end = start
            var byteCount = 0
            repeat {
                byteCount += nodes[end].results.reduce(0) { $0 + graph[$1].byteCount }
                end += 1
            } while end < nodes.count && byteCount < Self.window
            let offset = ranges[start].lowerBound
            let outputs = try run(inputs, executor, giving: Array(values[offset..<ranges[end - 1].upperBound]))
            for range in ranges[start..<end] {
                fingerprints.append(
                    executor.fingerprint(of: Array(outputs[range.lowerBound - offset..<range.upperBound - offset])))
            }
            start = end
        }
        return fingerprints
    }
}

extension Executor {
    /// The fingerprint of values, as `StateFingerprint` states it.
    func fingerprint(of values: [TensorValue]) -> String {
        if let executor = self as? CPUExecutor { return executor.fingerprint(of: values) }
        var fingerprint = StateFingerprint()
        for value in values { value.withUnsafeBytes { fingerprint.append($0) } }
        return fingerprint.hex
    }
}
