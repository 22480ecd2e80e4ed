import VerbatimGraph

/// Runs a loop: condition and body are nested programs, the state lies in two sets of buffers that take turns.
///
/// A part of the state of which each step replaces a slice, and that it does not read otherwise, stays where it is.
struct WhileStep: Emitter {
    let condition: NestedProgram
    let body: NestedProgram
    /// Which parts of the state are replaced slice by slice.
    let isReplaced: [Bool]

    /// Which parts of a loop's state the body only replaces slices of, as the operand of one `dynamic_update_slice`.
    static func replaced(by regions: [Region]) -> [Bool] {
        let (condition, body) = (regions[0], regions[1])
        func uses(_ value: ValueID, _ region: Region) -> Int {
            region.nodes.reduce(region.results.count { $0 == value }) { count, node in
                node.regions.reduce(count + node.operands.count { $0 == value }) { $0 + uses(value, $1) }
            }
        }
        return zip(zip(condition.parameters, body.parameters), body.results).map { parameters, result in
            guard uses(parameters.0, condition) == 0, uses(parameters.1, body) == 1 else { return false }
            return body.nodes.contains {
                $0.operation == .dynamicUpdateSlice && $0.operands[0] == parameters.1 && $0.results[0] == result
            }
        }
    }

    func emit(_ item: Item, _ emission: inout Emission) throws {
        let count = item.results.count
        let operands = item.operands.map { emission.operand($0) }
        let results = item.results.map { emission.result($0) }
        let sizes = item.results.map { emission.type($0).byteCount }
        let others = zip(results, zip(sizes, isReplaced)).map { result, part in
            part.1 ? result : emission.temporary(byteCount: part.0)
        }
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
        let moving = zip(others, zip(sizes, isReplaced)).filter { !$1.1 }.map { Access($0, 0..<$1.0) }
        let writes = zip(results, sizes).map { Access($0, 0..<$1) } + moving + [Access(flag, 0..<1)]
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
            for (index, size) in sizes.enumerated() where states[0][index] != states[1][index] {
                run.memory[states[0][index]].copyMemory(from: run.memory[states[1][index]], byteCount: size)
            }
        }
    }
}
