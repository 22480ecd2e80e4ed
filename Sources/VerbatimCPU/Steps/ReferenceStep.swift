import VerbatimGraph
import VerbatimReference

/// Hands one operation to the reference executor, listed by `handedToReference`.
struct ReferenceStep: Emitter {
    let node: Node
    /// The operation alone as a graph of its operands and of the outer values that its regions use.
    let graph: Graph

    /// Takes an operation out of a graph.
    init(_ node: Node, of graph: Graph) { self.init(node, types: graph.valueTypes) }

    /// Takes an operation on values of given types.
    init(_ node: Node, types: [TensorType]) {
        var parameters: [ValueID] = []
        for value in Self.inputs(of: node) where !parameters.contains(value) { parameters.append(value) }
        self.node = node
        self.graph = Graph(
            name: node.operation.name, valueTypes: types,
            body: Region(parameters: parameters, nodes: [node], results: node.results),
            inputs: parameters.map { Graph.Input(name: "value \($0.index)") },
            outputNames: node.results.map { "value \($0.index)" })
    }

    /// All values that an operation reads: its operands, and what its regions use from outside.
    static func inputs(of node: Node) -> [ValueID] { node.operands + node.regions.flatMap(\.captures) }

    func emit(_ item: Item, _ emission: inout Emission) throws {
        let operands = item.operands.map { emission.operand($0) }
        let results = item.results.map { emission.result($0) }
        let writes = zip(results, item.results).map { Access($0, 0..<emission.type($1).byteCount) }
        let kernel = Kernel(
            executable: try ReferenceExecutor().compile(graph), operands: operands, results: results)
        emission.noteReference(node.operation.name)
        emission.append(
            Step(
                name: item.name,
                access: StepAccess(parts: [PartAccess(reads: operands.map(\.access), writes: writes)]),
                work: .control(kernel), cost: .bytes(0)))
    }

    private struct Kernel: ControlKernel {
        let executable: any Executable
        let operands: [Emission.Operand]
        let results: [BufferID]

        func execute(_ run: ControlRun) throws {
            let types = executable.graph.inputTypes
            let inputs = try zip(types, operands).map { type, operand in
                let start = run.memory[operand.buffer] + operand.offset * operand.element.byteCount
                return try TensorValue(
                    type: type, bytes: UnsafeRawBufferPointer(start: start, count: type.byteCount))
            }
            let outputs = try executable(inputs, observer: run.observer)
            for (output, buffer) in zip(outputs, results) {
                output.withUnsafeBytes { bytes in
                    if let source = bytes.baseAddress {
                        run.memory[buffer].copyMemory(from: source, byteCount: bytes.count)
                    }
                }
            }
        }
    }
}
