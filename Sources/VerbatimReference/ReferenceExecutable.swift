import VerbatimGraph

/// A checked graph that the reference executor runs; memory is allocated per run.
struct ReferenceExecutable: Executable {
    let graph: Graph
    let workLimit: Int?

    func run(_ inputs: [TensorValue], into outputs: inout [TensorValue], observer: Observer?) throws {
        try check(inputs)
        let interpreter = Interpreter(graph, observer: observer, meter: workLimit.map { WorkMeter(limit: $0) })
        let results = try interpreter.run(graph.body, inputs)
        let isReusable = outputs.map(\.type) == graph.outputTypes
        if !isReusable { outputs = graph.outputTypes.map { TensorValue(zeros: $0) } }
        for (index, result) in results.enumerated() {
            result.withUnsafeBytes { from in outputs[index].withUnsafeMutableBytes { $0.copyMemory(from: from) } }
        }
    }
}
