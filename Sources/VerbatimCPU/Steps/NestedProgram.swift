import VerbatimGraph

/// A region compiled by itself; its inputs are the region's parameters, then what it uses from outside.
struct NestedProgram {
    let program: Program
    let captureCount: Int
}

/// A nested program within a control step: its place among the context's nested ones, and where its captures lie.
struct NestedRun: Sendable {
    let program: Program
    let number: Int
    let captures: [Emission.Operand]

    /// Runs the program on inputs at addresses that a closure gives, captures following, into outputs likewise.
    func execute(
        _ run: ControlRun, parameterCount: Int, input: (Int) -> UnsafeMutableRawPointer,
        output: (Int) -> UnsafeMutableRawPointer
    ) throws {
        let context = run.context.nested[number]
        for index in 0..<parameterCount { context.addresses[program.inputs[index].index] = input(index) }
        for (index, capture) in captures.enumerated() {
            context.addresses[program.inputs[parameterCount + index].index] =
                run.memory[capture.buffer] + capture.offset * capture.element.byteCount
        }
        for index in program.outputs.indices { context.addresses[program.outputs[index].index] = output(index) }
        try program.run(context, run.pool, run.observer)
    }
}
