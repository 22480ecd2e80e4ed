/// The step of a recurrence: a graph from carried values, slices of sequences and constants to carried values and outputs.
///
/// Its inputs are the carried values, then one slice of each sequence, then the constants; its outputs are the next
/// carried values, then one slice of each output. What depends on constants only is computed once, before the loop.
struct ScanStep: Sendable {
    let graph: Graph
    let carryCount: Int
    let sequenceCount: Int

    init(_ graph: Graph, carryCount: Int, sequenceCount: Int) throws {
        let inputs = graph.inputTypes
        guard carryCount >= 0, sequenceCount >= 0, carryCount + sequenceCount <= inputs.count,
            carryCount <= graph.outputTypes.count,
            Array(inputs[..<carryCount]) == Array(graph.outputTypes[..<carryCount])
        else {
            throw VerbatimError(
                .shape, "the step of \(ScanComposite.name) does not carry on what it is given",
                received: "\(inputs.map(\.description)) to \(graph.outputTypes.map(\.description))",
                expected: "results that begin with the types of the \(carryCount) carried values")
        }
        self.graph = graph
        self.carryCount = carryCount
        self.sequenceCount = sequenceCount
    }

    var parameters: [ValueID] { graph.body.parameters }
    var carries: ArraySlice<ValueID> { parameters[..<carryCount] }
    var sequences: ArraySlice<ValueID> { parameters[carryCount..<(carryCount + sequenceCount)] }
    var constants: ArraySlice<ValueID> { parameters[(carryCount + sequenceCount)...] }

    /// The values that change from step to step.
    var varying: Set<ValueID> {
        var varying = Set(carries).union(sequences)
        for node in graph.body.nodes where node.reads(varying) { varying.formUnion(node.results) }
        return varying
    }
}

extension Node {
    /// Whether the node reads one of some values, inside its regions too.
    func reads(_ values: Set<ValueID>) -> Bool { (operands + capturedValues).contains(where: values.contains) }
}
