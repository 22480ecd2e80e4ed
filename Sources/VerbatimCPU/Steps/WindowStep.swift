import CVerbatimKernels
import VerbatimGraph

/// Pools images, or takes a maximum pool back.
///
/// Operands: images, initial value, and the source of a gradient.
struct WindowStep: Emitter {
    /// What is done with each window.
    enum Kind: Sendable {
        case maxima
        case sums
        case maximaGradient
    }

    let kind: Kind
    let window: vb_window

    func emit(_ item: Item, _ emission: inout Emission) throws {
        let result = emission.result(item.results[0])
        let type = emission.type(item.results[0])
        let operands = item.operands.map { emission.operand($0) }
        // Rows of the pooled images, or whole images, which windows of a gradient do not leave.
        let rows = Int(kind == .maximaGradient ? window.batch : window.batch * window.out_h)
        let parts = max(1, min(rows, 4 * emission.workers))
        let kernel = Kernel(
            kernels: emission.kernels, kind: kind, window: window, operands: operands, result: result, rows: rows,
            parts: parts)
        let bytes = type.byteCount / rows
        emission.append(
            Step(
                name: "\(item.name) \(operands[0].shape) [\(window.window_h), \(window.window_w)] -> \(type.shape)",
                access: StepAccess(
                    parts: (0..<parts).map { part in
                        let rows = kernel.rows(part..<part + 1)
                        return PartAccess(
                            reads: operands.map(\.access),
                            writes: [Access(result, rows.lowerBound * bytes..<rows.upperBound * bytes)])
                    }),
                work: .parallel(kernel, parts: parts), cost: .bytes(operands[0].count * 4 + type.byteCount)))
    }

    private struct Kernel: ParallelKernel {
        let kernels: KernelTable
        let kind: Kind
        let window: vb_window
        let operands: [Emission.Operand]
        let result: BufferID
        let rows: Int
        let parts: Int

        func rows(_ parts: Range<Int>) -> Range<Int> {
            rows * parts.lowerBound / self.parts..<rows * parts.upperBound / self.parts
        }

        func execute(_ parts: Range<Int>, _ memory: StepMemory) {
            let range = rows(parts)
            let (begin, end) = (Int64(range.lowerBound), Int64(range.upperBound))
            let images = memory.floats(operands[0])
            let initial = memory.floats(operands[1])[0]
            let target = memory.floats(result)
            let table = kernels.pointer.pointee
            withUnsafePointer(to: window) { window in
                switch kind {
                case .maxima: table.window_maxima(window, images, target, initial, begin, end)
                case .sums: table.window_sums(window, images, target, initial, begin, end)
                case .maximaGradient:
                    table.window_maxima_gradient(
                        window, images, memory.floats(operands[2]), target, initial, begin, end)
                }
            }
        }
    }
}
