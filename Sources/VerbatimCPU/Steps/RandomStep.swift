import CVerbatimKernels
import VerbatimGraph

/// Draws random numbers; rows are shared out.
///
/// Operands: the step (u64) and the first row's position (u32).
struct RandomStep: Emitter {
    /// What is made of the random words.
    enum Kind: Sendable {
        case words
        case uniform
        /// Whether a word lies below the threshold.
        case bernoulli(UInt64)
    }

    let draw: RandomDraw
    let kind: Kind

    init(_ draw: RandomDraw, _ kind: Kind) {
        self.draw = draw
        self.kind = kind
    }

    func emit(_ item: Item, _ emission: inout Emission) throws {
        let result = emission.result(item.results[0])
        let type = emission.type(item.results[0])
        let operands = item.operands.map { emission.operand($0) }
        // Parts are ranges of all elements, at multiples of a generator's block where a row has several parts.
        let parts = max(1, min(emission.workers, type.count >> 11))
        let kernel = Kernel(
            kernels: emission.kernels, draw: draw, kind: kind, operands: operands, result: result, parts: parts)
        let width = type.element.byteCount
        emission.append(
            Step(
                name: "\(item.name) \(type.shape)",
                access: StepAccess(
                    parts: (0..<parts).map { part in
                        let range = kernel.elements(part..<part + 1)
                        return PartAccess(
                            reads: operands.map(\.access),
                            writes: [Access(result, range.lowerBound * width..<range.upperBound * width)])
                    }),
                work: .parallel(kernel, parts: parts), cost: .bytes(type.count * 8)))
    }

    private struct Kernel: ParallelKernel {
        let kernels: KernelTable
        let draw: RandomDraw
        let kind: Kind
        let operands: [Emission.Operand]
        let result: BufferID
        let parts: Int

        func elements(_ parts: Range<Int>) -> Range<Int> {
            let count = draw.shape.reduce(1, *)
            return count * parts.lowerBound / self.parts..<count * parts.upperBound / self.parts
        }

        func execute(_ parts: Range<Int>, _ memory: StepMemory) {
            let step = (memory[operands[0].buffer] + operands[0].offset * 8).load(as: UInt64.self)
            let first = (memory[operands[1].buffer] + operands[1].offset * 4).load(as: UInt32.self)
            let random = vb_random(key0: draw.key[0], key1: draw.key[1], step: step)
            let range = elements(parts)
            let perRow = draw.shape.dropFirst().reduce(1, *)
            var next = range.lowerBound
            while next < range.upperBound {
                let (row, element) = (next / perRow, next % perRow)
                let count = min(range.upperBound - next, perRow - element)
                fill(random, first &+ UInt32(truncatingIfNeeded: row), element, count, at: next, memory)
                next += count
            }
        }

        private func fill(
            _ random: vb_random, _ position: UInt32, _ element: Int, _ count: Int, at place: Int, _ memory: StepMemory
        ) {
            let target = memory[result]
            let (first, number) = (Int64(element), Int64(count))
            let table = kernels.pointer.pointee
            withUnsafePointer(to: random) { random in
                switch kind {
                case .words:
                    table.random_words(
                        target.assumingMemoryBound(to: UInt32.self) + place, random, position, first, number)
                case .uniform:
                    table.random_uniform(
                        target.assumingMemoryBound(to: Float.self) + place, random, position, first, number)
                case .bernoulli(let threshold):
                    table.random_bernoulli(
                        target.assumingMemoryBound(to: UInt8.self) + place, random, position, first, number, threshold)
                }
            }
        }
    }
}
