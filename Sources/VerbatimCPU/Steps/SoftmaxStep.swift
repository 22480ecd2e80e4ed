import CVerbatimKernels
import VerbatimGraph

/// Softmax of rows, or its gradient from result and cotangent; rows are shared out.
struct SoftmaxStep: Emitter {
    let isGradient: Bool

    func emit(_ item: Item, _ emission: inout Emission) throws {
        let result = emission.result(item.results[0])
        let type = emission.type(item.results[0])
        let operands = item.operands.map { emission.operand($0) }
        let columns = type.shape[type.rank - 1]
        let rows = type.count / columns
        let parts = max(1, min(rows, emission.workers, type.count >> 12))
        let kernel = Kernel(
            kernels: emission.kernels, isGradient: isGradient, operands: operands, result: result, rows: rows,
            columns: columns, parts: parts)
        emission.append(
            Step(
                name: "\(item.name) \(type.shape)",
                access: StepAccess(
                    parts: (0..<parts).map { part in
                        let rows = kernel.rows(part..<part + 1)
                        let bytes = rows.lowerBound * columns * 4..<rows.upperBound * columns * 4
                        return PartAccess(
                            reads: operands.map { operand in
                                let shift = operand.offset * 4
                                return Access(operand.buffer, bytes.lowerBound + shift..<bytes.upperBound + shift)
                            }, writes: [Access(result, bytes)])
                    }),
                work: .parallel(kernel, parts: parts), cost: .bytes(type.count * 16), scratchByteCount: columns * 4))
    }

    private struct Kernel: ParallelKernel {
        let kernels: KernelTable
        let isGradient: Bool
        let operands: [Emission.Operand]
        let result: BufferID
        let rows: Int
        let columns: Int
        let parts: Int

        func rows(_ parts: Range<Int>) -> Range<Int> {
            rows * parts.lowerBound / self.parts..<rows * parts.upperBound / self.parts
        }

        func execute(_ parts: Range<Int>, _ memory: StepMemory) {
            let range = rows(parts)
            let start = range.lowerBound * columns
            let target = memory.floats(result) + start
            let (count, length) = (Int64(range.count), Int64(columns))
            let table = kernels.pointer.pointee
            if isGradient {
                table.softmax_gradient_rows(
                    target, memory.floats(operands[0]) + start, memory.floats(operands[1]) + start, count, length,
                    memory.scratch.assumingMemoryBound(to: Float.self))
            } else {
                table.softmax_rows(
                    target, memory.floats(operands[0]) + start, count, length,
                    vb_exponential_block(table.isa))
            }
        }
    }
}
