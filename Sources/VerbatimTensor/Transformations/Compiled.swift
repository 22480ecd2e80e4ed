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
/// A training step names the arguments that hold samples. Its sums over them then run in leaves, as `fit`'s do, so that no
/// split of a batch changes a bit; a step that does what `fit` does gives its bits:
///
/// ```swift
/// let step = compiled(sampleDimensions: [nil, 0, 0]) { (w: Tensor, x: Tensor, y: Tensor) throws -> (Tensor, Tensor) in
///     let (loss, slope) = try valueAndGradient(at: w) { w in square(matmul(x, w) - y).mean() }
///     return (w - 0.1 * slope, loss)
/// }
/// ```
///
/// - Parameters:
///   - name: The graph's name; a label only.
///   - executor: What compiles and runs the graph.
///   - observer: What gets values shown with `printed(_:)`.
///   - sampleDimensions: For each argument the dimension along which the samples of its tensors lie, nil where there are
///     none; the default marks none.
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
        var dimensions: [Int?] = []
        var arguments = 0
        for input in repeat each inputs {
            let dimension = sampleDimensions.indices.contains(arguments) ? sampleDimensions[arguments] : nil
            dimensions += input.tensors.map { _ in dimension }
            tensors += input.tensors
            structure += input.structure
            arguments += 1
        }
        if tensors.contains(where: \.isTraced) { return try body(repeat each inputs) }
        let values = try tensors.map { try $0.value() }
        let entry = try cache.entry(.init(structure: structure, types: values.map(\.type))) {
            let trace = Trace(name: name)
            return try trace.withLocation(location) {
                try checkSampleDimensions(
                    sampleDimensions, arguments: arguments, zip(dimensions, values.map(\.type)), location)
                var symbols = values.enumerated().map { index, value in
                    trace.input(value.type, name: "input\(index)", sampleDimension: dimensions[index])
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

/// Throws unless there are as many arguments as stated dimensions, and every tensor has the dimension stated for it.
private func checkSampleDimensions(
    _ stated: [Int?], arguments: Int, _ tensors: Zip2Sequence<[Int?], [TensorType]>, _ location: Location
) throws {
    guard stated.count <= arguments else {
        throw VerbatimError(
            .configuration, "a compiled closure has fewer arguments than sample dimensions",
            received: "\(stated.count) sample dimensions", expected: "at most \(arguments), one for each argument",
            location: location)
    }
    for (dimension, type) in tensors {
        guard let dimension, !(0..<type.rank).contains(dimension) else { continue }
        throw VerbatimError(
            .configuration, "a tensor lacks the dimension that its samples are said to lie along",
            received: "sample dimension \(dimension) of \(type)",
            expected: type.rank == 0 ? "nil: the tensor is a scalar" : "0 to \(type.rank - 1), or nil",
            location: location)
    }
}
