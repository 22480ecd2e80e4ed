import VerbatimGraph

/// Copies windows at run-time indices, each clamped to lie inside.
///
/// Operands: the tensor, the indices.
struct GatherStep: Emitter {
    let form: IndexedWindows

    func emit(_ item: Item, _ emission: inout Emission) throws {
        let result = emission.result(item.results[0])
        let type = emission.type(item.results[0])
        guard type.count > 0 else { return }
        let operands = item.operands.map { emission.operand($0) }
        let parts = max(1, min(form.positionCount, emission.workers, type.byteCount >> 14))
        let kernel = Kernel(form: form, operand: operands[0], indices: operands[1], result: result, parts: parts)
        // Positions need not be outermost in the result, so its bytes are not told apart by part.
        emission.append(
            Step(
                name: "\(item.name) \(form.positionCount) of \(form.windowShape)",
                access: StepAccess(parts: [
                    PartAccess(reads: operands.map(\.access), writes: [Access(result, 0..<type.byteCount)])
                ]),
                work: .parallel(kernel, parts: parts), cost: .bytes(2 * type.byteCount),
                scratchByteCount: operands[0].shape.count * 8))
    }

    private struct Kernel: ParallelKernel {
        let form: IndexedWindows
        let operand: Emission.Operand
        let indices: Emission.Operand
        let result: BufferID
        let parts: Int

        func execute(_ parts: Range<Int>, _ memory: StepMemory) {
            switch operand.element.byteCount {
            case 1: execute(parts, memory, UInt8.self)
            case 2: execute(parts, memory, UInt16.self)
            case 4: execute(parts, memory, UInt32.self)
            default: execute(parts, memory, UInt64.self)
            }
        }

        private func execute<Word>(_ parts: Range<Int>, _ memory: StepMemory, _: Word.Type) {
            let rank = operand.shape.count
            let starts = memory.scratch.assumingMemoryBound(to: Int.self)
            let count = form.positionCount
            let from = UnsafePointer(memory[operand.buffer].assumingMemoryBound(to: Word.self))
            let to = memory[result].assumingMemoryBound(to: Word.self)
            for position in count * parts.lowerBound / self.parts..<count * parts.upperBound / self.parts {
                form.starts(position, indices, memory, rank: rank, into: starts)
                var source = operand.offset
                for dimension in 0..<rank {
                    source += min(max(0, starts[dimension]), limit(dimension)) * operand.strides[dimension]
                }
                copy(0, from + source, to + form.place(position))
            }
        }

        /// The last start of a window in a dimension.
        private func limit(_ dimension: Int) -> Int {
            for (window, windowed) in form.windowDimensions.enumerated() where windowed == dimension {
                return operand.shape[dimension] - form.windowShape[window]
            }
            return operand.shape[dimension] - 1
        }

        private func copy<Word>(_ window: Int, _ from: UnsafePointer<Word>, _ to: UnsafeMutablePointer<Word>) {
            if window == form.windowShape.count {
                to[0] = from[0]
                return
            }
            let stride = operand.strides[form.windowDimensions[window]]
            let (size, step) = (form.windowShape[window], form.windowStrides[window])
            if window == form.windowShape.count - 1, stride == 1, step == 1 {
                to.update(from: from, count: size)
                return
            }
            for index in 0..<size { copy(window + 1, from + index * stride, to + index * step) }
        }
    }
}
