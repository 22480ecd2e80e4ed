import VerbatimGraph

/// The value of a closure at tensors, and the gradients of that value with respect to them.
///
/// On values the closure is traced, compiled and run; inside a trace, value and gradients are appended to it. What the
/// closure captures counts as constant. The value must be a float scalar. On values no dimension runs over samples: a
/// training step calls it inside `compiled(sampleDimensions:)`.
///
/// ```swift
/// let (loss, (dw, db)) = try valueAndGradient(at: w, b) { w, b in square(matmul(x, w) + b - y).mean() }
/// ```
///
/// - Throws: The first mistake made in the trace, or `VerbatimError` of code `notDifferentiable`.
public func valueAndGradient<each Input: TensorGroup>(
    at inputs: repeat each Input, executor: (any Executor)? = nil, file: StaticString = #fileID, line: Int = #line,
    of body: (repeat each Input) throws -> Tensor
) throws -> (value: Tensor, gradient: (repeat each Input)) {
    var tensors: [Tensor] = []
    for input in repeat each inputs { tensors += input.tensors }
    let location = Location(file: "\(file)", line: line)
    if let trace = tensors.lazy.compactMap(\.trace).first {
        // Fresh values, so that only what the closure does with its arguments counts.
        var symbols = tensors.map { tensor in
            Tensor.apply(tensor, tensors.first { $0.isTraced }!, file: file, line: line) { builder, operands in
                let shape = builder.type(of: operands[0]).shape
                return try builder.one(.reshape(ReshapeAttributes(shape)), [operands[0]])
            }
        }
        let arguments = symbols
        let value = try trace.withLocation(location) { () throws -> Tensor in
            var rest = symbols[...]
            return try body(repeat (each inputs).replacing(from: &rest))
        }
        symbols = try trace.gradients(of: value, withRespectTo: arguments)
        var rest = symbols[...]
        return (value, (repeat (each inputs).replacing(from: &rest)))
    }
    let values = try tensors.map { try $0.value() }
    let trace = Trace(name: "gradient")
    let graph = try trace.withLocation(location) { () throws -> Graph in
        let symbols = values.enumerated().map { trace.input($1.type, name: "input\($0)") }
        var rest = symbols[...]
        let value = try body(repeat (each inputs).replacing(from: &rest))
        return try trace.finish(outputs: [value] + trace.gradients(of: value, withRespectTo: symbols))
    }
    let executable = try (executor ?? EagerExecutor.executor).compile(graph)
    let results = try executable(values, observer: Observation.print).map(Tensor.init)
    var rest = results.dropFirst()
    return (results[0], (repeat (each inputs).replacing(from: &rest)))
}

/// The gradients of a closure's value with respect to its arguments; see `valueAndGradient`.
///
/// - Throws: The first mistake made in the trace, or `VerbatimError` of code `notDifferentiable`.
public func gradient<each Input: TensorGroup>(
    at inputs: repeat each Input, executor: (any Executor)? = nil, file: StaticString = #fileID, line: Int = #line,
    of body: (repeat each Input) throws -> Tensor
) throws -> (repeat each Input) {
    try valueAndGradient(at: repeat each inputs, executor: executor, file: file, line: line, of: body).gradient
}
