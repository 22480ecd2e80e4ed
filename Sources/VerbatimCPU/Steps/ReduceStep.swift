import VerbatimGraph

/// A fold by one operation, in the order that the arithmetic fixes.
///
/// Where there are too few results for all workers, a first step folds pieces of their elements side by side and a
/// second one combines the pieces.
struct ReduceStep: Emitter {
    let fold: FoldFunctions
    let form: ReductionForm

    func emit(_ item: Item, _ emission: inout Emission) throws {
        let layout = ReductionLayout(fold, form)
        let operand = emission.operand(item.operands[0])
        let pieces = layout.pieces.count
        if layout.groups < emission.workers, pieces > 1, operand.count * fold.width > 64 << 10 {
            emitPieces(layout, item, &emission)
        } else {
            emitWhole(layout, item, &emission)
        }
    }

    private func emitWhole(_ layout: ReductionLayout, _ item: Item, _ emission: inout Emission) {
        let operand = emission.operand(item.operands[0])
        let initial = emission.operand(item.operands[1])
        let result = emission.result(item.results[0])
        let bytes = operand.count * fold.width
        let parts = max(1, min(layout.groups, emission.workers, bytes >> 14))
        let kernel = Whole(layout: layout, operand: operand, initial: initial, result: result, parts: parts)
        let access = (0..<parts).map { part in
            let range = kernel.results(part..<part + 1)
            return PartAccess(
                reads: [operand.access, initial.access],
                writes: [Access(result, range.lowerBound * fold.width..<range.upperBound * fold.width)])
        }
        emission.append(
            Step(
                name: "\(item.name) \(operand.shape)", access: StepAccess(parts: access),
                work: .parallel(kernel, parts: parts), cost: .bytes(bytes), scratchByteCount: layout.scratchByteCount))
    }

    private func emitPieces(_ layout: ReductionLayout, _ item: Item, _ emission: inout Emission) {
        let operand = emission.operand(item.operands[0])
        let initial = emission.operand(item.operands[1])
        let result = emission.result(item.results[0])
        let resultBytes = emission.byteCount(result)
        let pieces = layout.pieces.count
        let partials = emission.temporary(byteCount: pieces * resultBytes)
        emission.append(
            Step(
                name: "\(item.name) \(operand.shape) in \(pieces) pieces",
                access: StepAccess(
                    parts: (0..<pieces).map { piece in
                        PartAccess(
                            reads: [operand.access],
                            writes: [Access(partials, piece * resultBytes..<(piece + 1) * resultBytes)])
                    }),
                work: .parallel(
                    Pieces(layout: layout, operand: operand, partials: partials, resultBytes: resultBytes),
                    parts: pieces),
                cost: .bytes(operand.count * fold.width), scratchByteCount: layout.scratchByteCount))
        emission.append(
            Step(
                name: "combine \(item.name)",
                access: StepAccess(parts: [
                    PartAccess(
                        reads: [Access(partials, 0..<pieces * resultBytes), initial.access],
                        writes: [Access(result, 0..<resultBytes)])
                ]),
                work: .parallel(
                    Combine(
                        layout: layout, partials: partials, initial: initial, result: result, resultBytes: resultBytes),
                    parts: 1),
                cost: .bytes(pieces * resultBytes), scratchByteCount: layout.scratchByteCount))
    }

    /// Folds whole results.
    private struct Whole: ParallelKernel {
        let layout: ReductionLayout
        let operand: Emission.Operand
        let initial: Emission.Operand
        let result: BufferID
        let parts: Int

        private func groups(_ parts: Range<Int>) -> Range<Int> {
            layout.groups * parts.lowerBound / self.parts..<layout.groups * parts.upperBound / self.parts
        }

        /// The results of parts.
        func results(_ parts: Range<Int>) -> Range<Int> {
            let groups = groups(parts)
            return layout.results(groups.lowerBound).lowerBound..<layout.results(groups.upperBound - 1).upperBound
        }

        func execute(_ parts: Range<Int>, _ memory: StepMemory) {
            let base = memory[operand.buffer]
            let first = memory[initial.buffer] + initial.offset * layout.fold.width
            if let rows = layout.fold.rows, let whole = layout.wholeRows(groups(parts), from: base) {
                let to = memory[result] + results(parts).lowerBound * layout.fold.width
                return rows(to, whole.first, groups(parts).count, whole.spacing, whole.count, first)
            }
            for group in groups(parts) {
                layout.combine(
                    group, to: memory[result] + layout.results(group).lowerBound * layout.fold.width, initial: first,
                    scratch: memory.scratch
                ) { piece, register in
                    layout.foldPiece(piece, group, from: base, to: register, scratch: memory.scratch)
                    return UnsafeRawPointer(register)
                }
            }
        }
    }

    /// Folds pieces; a part is one piece of every result.
    private struct Pieces: ParallelKernel {
        let layout: ReductionLayout
        let operand: Emission.Operand
        let partials: BufferID
        let resultBytes: Int

        func execute(_ parts: Range<Int>, _ memory: StepMemory) {
            for piece in parts {
                for group in 0..<layout.groups {
                    layout.foldPiece(
                        piece, group, from: memory[operand.buffer],
                        to: memory[partials] + piece * resultBytes
                            + layout.results(group).lowerBound * layout.fold.width,
                        scratch: memory.scratch)
                }
            }
        }
    }

    /// Combines folded pieces.
    private struct Combine: ParallelKernel {
        let layout: ReductionLayout
        let partials: BufferID
        let initial: Emission.Operand
        let result: BufferID
        let resultBytes: Int

        func execute(_ parts: Range<Int>, _ memory: StepMemory) {
            let width = layout.fold.width
            for group in 0..<layout.groups {
                let start = layout.results(group).lowerBound * width
                layout.combine(
                    group, to: memory[result] + start, initial: memory[initial.buffer] + initial.offset * width,
                    scratch: memory.scratch
                ) { piece, _ in UnsafeRawPointer(memory[partials] + piece * resultBytes + start) }
            }
        }
    }
}
