import VerbatimGraph

/// Runs a loop: condition and body are nested programs, the parts of the state that move lie in two sets of buffers that
/// take turns, and rows of stacks are read and written where they lie (`LoopForm`).
struct WhileStep: Emitter {
    let condition: NestedProgram
    let body: NestedProgram
    let form: LoopForm
    /// The parts of the state whose values before the loop are read: its first operands.
    let initial: [Int]

    func emit(_ item: Item, _ emission: inout Emission) throws {
        let operands = item.operands.map { emission.operand($0) }
        let results = item.results.map { emission.result($0) }
        let sizes = item.results.map { emission.type($0).byteCount }
        let others = results.indices.map { index in
            form.parts[index] == .moving ? emission.temporary(byteCount: sizes[index]) : results[index]
        }
        let flag = emission.temporary(byteCount: 1)
        let captures = Array(operands[initial.count...])
        let (first, second) = (condition.captureCount, condition.captureCount + body.captureCount)
        var outside = captures[second...]
        let rows = form.rows.map { source, row in
            switch source {
            case .state(let number): RowAddress(results[number], 0, sizes[number], row)
            case .outside:
                outside.removeFirst().rows(row)
            }
        }
        let kernel = Kernel(
            condition: NestedRun(
                program: condition.program, number: emission.addNested(condition.program),
                captures: Array(captures[..<first])),
            body: NestedRun(
                program: body.program, number: emission.addNested(body.program),
                captures: Array(captures[first..<second])),
            initial: Array(zip(initial, operands)), sizes: sizes, states: [results, others], flag: flag,
            moving: form.parts.indices.filter { form.parts[$0] == .moving },
            kept: form.parts.indices.filter { !form.parts[$0].isStack }, rows: rows,
            stacks: form.parts.enumerated().compactMap { index, part in
                guard case .stack(let row) = part else { return nil }
                return RowAddress(results[index], 0, sizes[index], row)
            })
        let moving = zip(others, sizes).enumerated().filter { form.parts[$0.offset] == .moving }.map {
            Access($0.element.0, 0..<$0.element.1)
        }
        let writes = zip(results, sizes).map { Access($0, 0..<$1) } + moving + [Access(flag, 0..<1)]
        emission.append(
            Step(
                name: item.name,
                access: StepAccess(parts: [PartAccess(reads: operands.map(\.access), writes: writes)]),
                work: .control(kernel), cost: .bytes(0)))
    }

    /// Where a row of a stack lies, by the counter.
    fileprivate struct RowAddress {
        let buffer: BufferID
        /// The stack's first byte in the buffer.
        let start: Int
        let byteCount: Int
        let row: LoopForm.Row

        init(_ buffer: BufferID, _ start: Int, _ stackByteCount: Int, _ row: LoopForm.Row) {
            self.buffer = buffer
            self.start = start
            byteCount = stackByteCount / row.count
            self.row = row
        }

        /// The address of the row, the state lying in given buffers; its number is clamped to the stack.
        func address(_ states: [BufferID], _ memory: StepMemory) -> UnsafeMutableRawPointer {
            let counter = IntegerScalar.load(memory[states[row.counter]], 0, row.element)
            return memory[buffer] + start + row.number(counter) * byteCount
        }
    }

    private struct Kernel: ControlKernel {
        let condition: NestedRun
        let body: NestedRun
        /// Parts of the state, and where they lie before the loop.
        let initial: [(part: Int, operand: Emission.Operand)]
        let sizes: [Int]
        /// The results, and as many buffers more.
        let states: [[BufferID]]
        let flag: BufferID
        /// The parts of the state that the body gives anew, and those that it is given.
        let moving: [Int]
        let kept: [Int]
        /// The rows that the body reads and those that it writes.
        let rows: [RowAddress]
        let stacks: [RowAddress]

        func execute(_ run: ControlRun) throws {
            for (part, operand) in initial {
                run.memory[states[0][part]].copyMemory(
                    from: run.memory[operand.buffer] + operand.offset * operand.element.byteCount,
                    byteCount: sizes[part])
            }
            var current = 0
            while true {
                try condition.execute(
                    run, parameterCount: sizes.count, input: { run.memory[states[current][$0]] },
                    output: { _ in run.memory[flag] })
                if run.memory[flag].load(as: UInt8.self) == 0 { break }
                try body.execute(
                    run, parameterCount: kept.count + rows.count,
                    input: {
                        $0 < kept.count
                            ? run.memory[states[current][kept[$0]]]
                            : rows[$0 - kept.count].address(states[current], run.memory)
                    },
                    output: {
                        $0 < moving.count
                            ? run.memory[states[1 - current][moving[$0]]]
                            : stacks[$0 - moving.count].address(states[current], run.memory)
                    })
                current = 1 - current
            }
            if current == 0 { return }
            for index in moving {
                run.memory[states[0][index]].copyMemory(from: run.memory[states[1][index]], byteCount: sizes[index])
            }
        }
    }
}

extension Emission.Operand {
    /// The rows of a stack that lies here.
    fileprivate func rows(_ row: LoopForm.Row) -> WhileStep.RowAddress {
        WhileStep.RowAddress(buffer, offset * element.byteCount, count * element.byteCount, row)
    }
}
