import VerbatimGraph

/// Makes a closure over tensors run as one compiled graph.
///
/// The closure is traced once for each signature of its inputs (arrangement and types) and compiled; later calls only
/// run. Tensors with values that it captures become constants. The bits are those of running it operation by operation.
/// Called with tensors of a trace, the closure's operations join that trace.
///
/// ```swift
/// let step = compiled { (x: Tensor, w: Tensor) -> Tensor in tanh(matmul(x, w)) }
/// let y = try step(x, w)
/// ```
///
/// - Parameters:
///   - name: The graph's name; a label only.
///   - executor: What compiles and runs the graph.
///   - observer: What gets values shown with `printed(_:)`.
///   - sampleDimensions: For each input tensor the dimension along which samples lie, nil where there are none. Sums over
///     samples then run in leaves, as in `fit`, so that their bits do not depend on how a batch is split; the default
///     marks none.
/// - Returns: A closure that throws the first mistake made in the trace, with its layer path and source location.
public func compiled<each Input: TensorGroup, each Output: TensorGroup>(
    name: String = "compiled", executor: (any Executor)? = nil, observer: @escaping Observer = Observation.print,
    sampleDimensions: [Int?] = [], file: StaticString = #fileID, line: Int = #line,
    _ body: @escaping @Sendable (repeat each Input) throws -> (repeat each Output)
) -> @Sendable (repeat each Input) throws -> (repeat each Output) {
    let cache = CompiledCache<(repeat each Output)>()
    let location = Location(file: "\(file)", line: line)
    return { (inputs: repeat each Input) in
        var tensors: [Tensor] = []
        var structure = ""
        for input in repeat each inputs {
            tensors += input.tensors
            structure += input.structure
        }
        if tensors.contains(where: \.isTraced) { return try body(repeat each inputs) }
        let values = try tensors.map { try $0.value() }
        let entry = try cache.entry(.init(structure: structure, types: values.map(\.type))) {
            let trace = Trace(name: name)
            return try trace.withLocation(location) {
                var symbols = values.enumerated().map { index, value in
                    let dimension = sampleDimensions.indices.contains(index) ? sampleDimensions[index] : nil
                    return trace.input(value.type, name: "input\(index)", sampleDimension: dimension)
                }[...]
                let output = try body(repeat (each inputs).replacing(from: &symbols))
                var results: [Tensor] = []
                for part in repeat each output { results += part.tensors }
                let graph = try trace.finish(outputs: results)
                let executable = try (executor ?? EagerExecutor.executor).compile(graph)
                return .init(executable: executable, output: output)
            }
        }
        var results = try entry.executable(values, observer: observer).map(Tensor.init)[...]
        return (repeat (each entry.output).replacing(from: &results))
    }
}
