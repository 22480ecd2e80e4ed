import VerbatimGraph

/// Runs one of two nested programs by a boolean.
struct IfStep: Emitter {
    /// For true, for false.
    let branches: [NestedProgram]

    func emit(_ item: Item, _ emission: inout Emission) throws {
        let operands = item.operands.map { emission.operand($0) }
        let results = item.results.map { emission.result($0) }
        let split = 1 + branches[0].captureCount
        let runs = [operands[1..<split], operands[split...]].enumerated().map { index, captures in
            NestedRun(
                program: branches[index].program, number: emission.addNested(branches[index].program),
                captures: Array(captures))
        }
        let writes = zip(results, item.results).map { Access($0, 0..<emission.type($1).byteCount) }
        emission.append(
            Step(
                name: item.name,
                access: StepAccess(parts: [PartAccess(reads: operands.map(\.access), writes: writes)]),
                work: .control(Kernel(predicate: operands[0], branches: runs, results: results)), cost: .bytes(0)))
    }

    private struct Kernel: ControlKernel {
        let predicate: Emission.Operand
        let branches: [NestedRun]
        let results: [BufferID]

        func execute(_ run: ControlRun) throws {
            let isTrue = (run.memory[predicate.buffer] + predicate.offset).load(as: UInt8.self) != 0
            try branches[isTrue ? 0 : 1].execute(
                run, parameterCount: 0, input: { _ in run.memory.scratch }, output: { run.memory[results[$0]] })
        }
    }
}
