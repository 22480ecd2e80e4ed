import Verbatim

/// Runs graphs on the CPU's executor with a fault: at one step, one element of one operation's output is a number further.
struct InjectingExecutor: Executor {
    /// Which operation's output is changed: the last of a name and type in a layer.
    struct Target: Sendable {
        var name: String
        var layer: String
        var type: TensorType
    }

    let target: Target
    let element: Int
    /// The step whose state after it is the first that differs.
    let step: Int
    /// Whether the stored program shows the fault, as a wrong program would; else it is one of the machine.
    let isShown: Bool
    private let base: CPUExecutor

    init(_ target: Target, element: Int, step: Int, isShown: Bool) throws {
        self.target = target
        self.element = element
        self.step = step
        self.isShown = isShown
        base = try CPUExecutor(threads: 2)
    }

    var name: String { "injecting \(base.name)" }

    func compile(_ graph: Graph) throws -> any Executable {
        guard let injected = try injected(graph) else { return try base.compile(graph) }
        return isShown ? try base.compile(injected) : Hidden(graph: graph, base: try base.compile(injected))
    }

    private struct Hidden: Executable {
        let graph: Graph
        let base: any Executable
        func run(_ inputs: [TensorValue], into outputs: inout [TensorValue], observer: Observer?) throws {
            try base.run(inputs, into: &outputs, observer: observer)
        }
    }

    private func injected(_ graph: Graph) throws -> Graph? {
        var graph = graph
        let nodes = graph.body.nodes
        guard let counter = graph.inputs.firstIndex(where: { $0.name == TrainingState.stepPath }),
            let place = nodes.lastIndex(where: {
                $0.operation.name == target.name && $0.location.layerPath == target.layer
                    && graph[$0.results[0]] == target.type
            })
        else { return nil }
        let result = nodes[place].results[0]
        func value(_ type: TensorType) -> ValueID {
            graph.valueTypes.append(type)
            return ValueID(graph.valueTypes.count - 1)
        }
        var added: [Node] = []
        func append(_ operation: Operation, _ operands: [ValueID], _ type: TensorType) -> ValueID {
            let id = value(type)
            added.append(
                Node(operation, operands: operands, results: [id], location: Location(layerPath: "the fault")))
            return id
        }
        let bits = target.type.with(.i32)
        var delta = TensorValue(zeros: bits)
        delta.withUnsafeMutableElements(Int32.self) { $0[element] = 1 }
        let number = append(
            .constant(ConstantAttributes(TensorValue(Int64(step - 1)))), [], TensorType([], .i64))
        let isNow = append(
            .compare(CompareAttributes(.eq, order: .natural(.i64))), [graph.body.parameters[counter], number],
            TensorType([], .bool))
        let one = append(.convert(ConvertAttributes(to: .i32)), [isNow], TensorType([], .i32))
        let everywhere = append(
            .broadcastInDim(BroadcastInDimAttributes(shape: bits.shape, dimensions: [])), [one], bits)
        let constant = append(.constant(ConstantAttributes(delta)), [], bits)
        let amount = append(.binary(.multiply), [everywhere, constant], bits)
        let before = append(.bitcastConvert(ConvertAttributes(to: .i32)), [result], bits)
        let after = append(.binary(.add), [before, amount], bits)
        let changed = append(.bitcastConvert(ConvertAttributes(to: .f32)), [after], target.type)
        func renamed(_ id: ValueID) -> ValueID { id == result ? changed : id }
        graph.body.nodes =
            nodes[...place] + added
            + nodes[(place + 1)...].map { node in
                var node = node
                node.operands = node.operands.map(renamed)
                return node
            }
        graph.body.results = graph.body.results.map(renamed)
        try graph.verify()
        return graph
    }
}
