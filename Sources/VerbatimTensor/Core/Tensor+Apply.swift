import VerbatimGraph

// The one path of every operation: recorded if an operand is traced, else run at once.
extension Tensor {
    /// Applies what a closure appends to a graph, and returns its results.
    ///
    /// The closure gets the operands' values and must not call operations on tensors. A mistake gives failed tensors.
    package static func apply(
        _ operands: [Tensor], results count: Int, file: StaticString, line: Int,
        _ body: (GraphBuilder, [ValueID]) throws -> [ValueID]
    ) -> [Tensor] {
        let trace = Trace.innermost(operands)
        if let failure = operands.lazy.compactMap(\.failure).first {
            // The mistake keeps its own place; a trace that meets it cannot be finished.
            trace?.fail(failure)
            return failed(failure, operands, results: count)
        }
        do {
            if let trace { return try record(operands, in: trace, file: file, line: line, body) }
            return try evaluate(operands, file: file, line: line, body)
        } catch {
            return failed(located(error, Location(file: "\(file)", line: line)), operands, results: count)
        }
    }

    private static func failed(_ error: VerbatimError, _ operands: [Tensor], results count: Int) -> [Tensor] {
        let type = operands.map(\.type).max { $0.rank < $1.rank } ?? TensorType([], .f32)
        return [Tensor](repeating: Tensor(.failed(error, type)), count: count)
    }

    /// Applies what a closure appends to a graph, and returns its one result.
    package static func apply(
        _ operands: Tensor..., file: StaticString, line: Int, _ body: (GraphBuilder, [ValueID]) throws -> ValueID
    ) -> Tensor {
        apply(operands, results: 1, file: file, line: line) { [try body($0, $1)] }[0]
    }

    /// Applies what a closure appends to a graph to one operand.
    package func apply(
        file: StaticString, line: Int, _ body: (GraphBuilder, ValueID) throws -> ValueID
    ) -> Tensor {
        Tensor.apply([self], results: 1, file: file, line: line) { [try body($0, $1[0])] }[0]
    }

    private static func record(
        _ operands: [Tensor], in trace: Trace, file: StaticString, line: Int,
        _ body: (GraphBuilder, [ValueID]) throws -> [ValueID]
    ) throws -> [Tensor] {
        do {
            return try trace.append(file: file, line: line) { builder in
                do {
                    let values = try operands.map { try Trace.operand($0, of: trace, builder) }
                    return try body(builder, values).map { Tensor(.traced(trace, $0, builder.type(of: $0))) }
                } catch {
                    throw located(error, builder.location)
                }
            }
        } catch {
            throw trace.fail(error)
        }
    }

    private static func evaluate(
        _ operands: [Tensor], file: StaticString, line: Int, _ body: (GraphBuilder, [ValueID]) throws -> [ValueID]
    ) throws -> [Tensor] {
        let values = try operands.map { try $0.value() }
        let builder = GraphBuilder(name: "eager")
        builder.location = Location(file: "\(file)", line: line)
        let inputs = values.enumerated().map { builder.input($1.type, name: "operand\($0)") }
        let graph = builder.finish(outputs: try body(builder, inputs))
        return try EagerExecutor.run(graph, values).map(Tensor.init)
    }

    /// Both tensors under one element type: an open number takes the other's.
    package static func unified(_ left: Tensor, _ right: Tensor) -> (Tensor, Tensor) {
        switch (left.storage, right.storage) {
        case (.number(let a), .number(let b)):
            let element: ElementType = a.element == b.element ? a.element : .f32
            return (left.typed(element), right.typed(element))
        case (.number, .failed): return (right, right)
        case (.failed, .number): return (left, left)
        case (.number, _): return (left.typed(right.elementType), right)
        case (_, .number): return (left, right.typed(left.elementType))
        default: return (left, right)
        }
    }

    /// The tensor, or an open number under an element type.
    package func typed(_ element: ElementType) -> Tensor {
        guard case .number(let number) = storage else { return self }
        do {
            return Tensor(try number.value(as: element))
        } catch {
            return Tensor(.failed(Tensor.located(error, .unknown), TensorType([], element)))
        }
    }
}
