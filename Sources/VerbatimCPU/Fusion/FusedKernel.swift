/// Runs a fused chain: block after block, every instruction on 512 elements that stay in the first-level cache.
final class FusedKernel: ParallelKernel {
    private let program: BlockProgram
    private let results: [BufferID]
    private let split: BlockSplit
    private let registerStride: Int
    private let tableByteCount: Int

    init(_ program: BlockProgram, results: [BufferID], split: BlockSplit) {
        self.program = program
        self.results = results
        self.split = split
        // An odd number of lines keeps registers out of each other's cache sets.
        registerStride = BlockSplit.blockCount * program.registerWidth + 64
        tableByteCount = (program.slotCount * 8 + 63) / 64 * 64
    }

    var scratchByteCount: Int {
        tableByteCount + registerStride * program.registerCount + program.patternByteCount
    }

    func execute(_ parts: Range<Int>, _ memory: StepMemory) {
        let elements = split.elements(parts)
        let slots = memory.scratch.assumingMemoryBound(to: UnsafeMutableRawPointer.self)
        let registers = memory.scratch + tableByteCount
        for number in 0..<program.registerCount { slots[number] = registers + number * registerStride }
        fillUniform(min(BlockSplit.blockCount, elements.count), slots, memory)
        let patterns = registers + registerStride * program.registerCount
        for load in program.loads { if case .periodic(let reader) = load.form { reader.reset(patterns) } }
        var start = elements.lowerBound
        while start < elements.upperBound {
            var count = min(BlockSplit.blockCount, elements.upperBound - start)
            for load in program.loads {
                if case .periodic(let reader) = load.form { count = min(count, reader.rest(from: start)) }
            }
            point(slots, at: start, count, registers, patterns, memory)
            for instruction in program.instructions {
                instruction.function(
                    slots[instruction.destination], slots[instruction.first], slots[instruction.second],
                    slots[instruction.third], count)
            }
            start += count
        }
    }

    private func fillUniform(
        _ count: Int, _ slots: UnsafeMutablePointer<UnsafeMutableRawPointer>, _ memory: StepMemory
    ) {
        for load in program.loads {
            guard case .uniform = load.form else { continue }
            let width = load.operand.element.byteCount
            let source = memory[load.operand.buffer] + load.operand.offset * width
            let target = slots[load.slot]
            switch width {
            case 1: target.initializeMemory(as: UInt8.self, repeating: source.load(as: UInt8.self), count: count)
            case 2: target.initializeMemory(as: UInt16.self, repeating: source.load(as: UInt16.self), count: count)
            case 4: target.initializeMemory(as: UInt32.self, repeating: source.load(as: UInt32.self), count: count)
            default: target.initializeMemory(as: UInt64.self, repeating: source.load(as: UInt64.self), count: count)
            }
        }
    }

    /// Points the slots of loads and stores at a block.
    private func point(
        _ slots: UnsafeMutablePointer<UnsafeMutableRawPointer>, at start: Int, _ count: Int,
        _ registers: UnsafeMutableRawPointer, _ patterns: UnsafeMutableRawPointer, _ memory: StepMemory
    ) {
        for load in program.loads {
            let base = memory[load.operand.buffer]
            switch load.form {
            case .direct(let offset): slots[load.slot] = base + (offset + start) * load.operand.element.byteCount
            case .uniform: break
            case .periodic(let reader):
                slots[load.slot] = reader.elements(start, from: base, patterns: patterns)
            case .strided(let reader):
                if let direct = reader.direct(start, count, from: base) {
                    slots[load.slot] = UnsafeMutableRawPointer(mutating: direct)
                } else {
                    let register = registers + load.slot * registerStride
                    slots[load.slot] = register
                    reader.copy(start, count, from: base, to: register)
                }
            }
        }
        for (store, result) in zip(program.stores, results) {
            slots[store.slot] = memory[result] + start * store.width
        }
    }
}
