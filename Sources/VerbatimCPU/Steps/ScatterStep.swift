import VerbatimGraph

/// Combines updates into a copy of a tensor at run-time indices, in the order of the updates; what lies outside is
/// left out.
///
/// Operands: the tensor, the indices, the updates (contiguous). Parts are ranges of the result's first dimension:
/// each goes through all updates and does those within its range.
struct ScatterStep: Emitter {
    let form: IndexedWindows
    let combine: BlockFunction
    /// Whether an update replaces what is there.
    let replaces: Bool
    let canonicalize: BlockFunction?

    func emit(_ item: Item, _ emission: inout Emission) throws {
        let result = emission.result(item.results[0])
        let type = emission.type(item.results[0])
        guard type.count > 0 else { return }
        let operands = item.operands.map { emission.operand($0) }
        let rows = type.shape.first ?? 1
        let parts = max(1, min(rows, emission.workers, type.byteCount >> 14))
        let kernel = Kernel(
            step: self, input: operands[0], indices: operands[1], updates: operands[2], result: result, type: type,
            parts: parts)
        emission.append(
            Step(
                name: "\(item.name) \(form.positionCount) of \(form.windowShape)",
                access: StepAccess(
                    parts: (0..<parts).map { part in
                        let rows = kernel.rows(part..<part + 1)
                        return PartAccess(
                            reads: operands.map(\.access),
                            writes: [
                                Access(result, rows.lowerBound * kernel.rowBytes..<rows.upperBound * kernel.rowBytes)
                            ])
                    }),
                work: .parallel(kernel, parts: parts), cost: .bytes(2 * type.byteCount + operands[2].count * 8),
                scratchByteCount: type.rank * 8))
    }

    private struct Kernel: ParallelKernel {
        let step: ScatterStep
        let input: Emission.Operand
        let indices: Emission.Operand
        let updates: Emission.Operand
        let result: BufferID
        let parts: Int
        let shape: [Int]
        let strides: [Int]
        let width: Int
        /// Copies the input.
        let reader: StridedReader

        init(
            step: ScatterStep, input: Emission.Operand, indices: Emission.Operand, updates: Emission.Operand,
            result: BufferID, type: TensorType, parts: Int
        ) {
            self.step = step
            self.input = input
            self.indices = indices
            self.updates = updates
            self.result = result
            self.parts = parts
            shape = type.shape
            strides = type.strides
            width = type.element.byteCount
            reader = StridedReader(
                View(base: ValueID(0), offset: input.offset, shape: input.shape, strides: input.strides), width: width)
        }

        /// The bytes of one index of the first dimension.
        var rowBytes: Int { (shape.isEmpty ? 1 : strides[0]) * width }

        func rows(_ parts: Range<Int>) -> Range<Int> {
            let count = shape.first ?? 1
            return count * parts.lowerBound / self.parts..<count * parts.upperBound / self.parts
        }

        func execute(_ parts: Range<Int>, _ memory: StepMemory) {
            let rows = rows(parts)
            let target = memory[result]
            let row = rowBytes / width
            reader.copy(
                rows.lowerBound * row, rows.count * row, from: memory[input.buffer],
                to: target + rows.lowerBound * rowBytes)
            let starts = memory.scratch.assumingMemoryBound(to: Int.self)
            let base = UnsafeRawPointer(memory[updates.buffer]) + updates.offset * width
            for position in 0..<step.form.positionCount {
                step.form.starts(position, indices, memory, rank: shape.count, into: starts)
                guard isInside(starts, rows) else { continue }
                var place = 0
                for dimension in shape.indices { place += starts[dimension] * strides[dimension] }
                combine(0, starts, rows, target, place, base, step.form.place(position))
            }
        }

        /// Whether a window's start lies inside in the dimensions that the window does not run over.
        private func isInside(_ starts: UnsafeMutablePointer<Int>, _ rows: Range<Int>) -> Bool {
            for dimension in shape.indices where !step.form.windowDimensions.contains(dimension) {
                let range = dimension == 0 ? rows : 0..<shape[dimension]
                if !range.contains(starts[dimension]) { return false }
            }
            // Starts this far out meet nothing; sums with them could overflow.
            for dimension in shape.indices where abs(starts[dimension]) > 1 << 40 { return false }
            return true
        }

        private func combine(
            _ window: Int, _ starts: UnsafeMutablePointer<Int>, _ rows: Range<Int>, _ target: UnsafeMutableRawPointer,
            _ place: Int, _ updates: UnsafeRawPointer, _ update: Int
        ) {
            let form = step.form
            if window == form.windowShape.count {
                return apply(target + place * width, updates + update * width, 1)
            }
            let dimension = form.windowDimensions[window]
            let range = dimension == 0 ? rows : 0..<shape[dimension]
            let low = max(0, range.lowerBound - starts[dimension])
            let high = min(form.windowShape[window], range.upperBound - starts[dimension])
            if low >= high { return }
            let (stride, pace) = (strides[dimension], form.windowStrides[window])
            if window == form.windowShape.count - 1, stride == 1, pace == 1 {
                return apply(target + (place + low) * width, updates + (update + low) * width, high - low)
            }
            for index in low..<high {
                combine(window + 1, starts, rows, target, place + index * stride, updates, update + index * pace)
            }
        }

        private func apply(_ target: UnsafeMutableRawPointer, _ update: UnsafeRawPointer, _ count: Int) {
            step.combine(target, step.replaces ? update : UnsafeRawPointer(target), update, update, count)
            step.canonicalize?(target, target, target, target, count)
        }
    }
}
