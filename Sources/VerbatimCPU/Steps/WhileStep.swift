import VerbatimGraph

/// Runs a loop: condition and body are nested programs, the state lies in two sets of buffers that take turns.
struct WhileStep: Emitter {
    let condition: NestedProgram
    let body: NestedProgram

    func emit(_ item: Item, _ emission: inout Emission) throws {
        let count = item.results.count
        let operands = item.operands.map { emission.operand($0) }
        let results = item.results.map { emission.result($0) }
        let sizes = item.results.map { emission.type($0).byteCount }
        let others = sizes.map { emission.temporary(byteCount: $0) }
        let flag = emission.temporary(byteCount: 1)
        let captures = Array(operands[count...])
        let kernel = Kernel(
            condition: NestedRun(
                program: condition.program, number: emission.addNested(condition.program),
                captures: Array(captures[..<condition.captureCount])),
            body: NestedRun(
                program: body.program, number: emission.addNested(body.program),
                captures: Array(captures[condition.captureCount...])),
            operands: Array(operands[..<count]), sizes: sizes, states: [results, others], flag: flag)
        let writes =
            zip(results + others, sizes + sizes).map { Access($0, 0..<$1) } + [Access(flag, 0..<1)]
        emission.append(
            Step(
                name: item.name,
                access: StepAccess(parts: [PartAccess(reads: operands.map(\.access), writes: writes)]),
                work: .control(kernel), cost: .bytes(0)))
    }

    private struct Kernel: ControlKernel {
        let condition: NestedRun
        let body: NestedRun
        let operands: [Emission.Operand]
        let sizes: [Int]
        /// The results, and as many buffers more.
        let states: [[BufferID]]
        let flag: BufferID

        func execute(_ run: ControlRun) throws {
            var current = 0
            for (index, operand) in operands.enumerated() {
                run.memory[states[0][index]].copyMemory(
                    from: run.memory[operand.buffer] + operand.offset * operand.element.byteCount,
                    byteCount: sizes[index])
            }
            while true {
                try condition.execute(
                    run, parameterCount: operands.count, input: { run.memory[states[current][$0]] },
                    output: { _ in run.memory[flag] })
                if run.memory[flag].load(as: UInt8.self) == 0 { break }
                try body.execute(
                    run, parameterCount: operands.count, input: { run.memory[states[current][$0]] },
                    output: { run.memory[states[1 - current][$0]] })
                current = 1 - current
            }
            if current == 0 { return }
            for (index, size) in sizes.enumerated() {
                run.memory[states[0][index]].copyMemory(from: run.memory[states[1][index]], byteCount: size)
            }
        }
    }
}
