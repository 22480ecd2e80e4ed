import CVerbatimKernels

/// Runs a fused chain: block after block, every instruction on 256 elements that stay in the first-level cache.
///
/// Where a chain moves more than the caches near a core hold, the next block is fetched while one is computed.
final class FusedKernel: ParallelKernel {
    private let program: BlockProgram
    private let results: [BufferID]
    private let split: BlockSplit
    private let registerStride: Int
    private let tableByteCount: Int
    private let fetchesAhead: Bool

    /// Bytes from which a chain's memory is taken to lie far away.
    private static let farByteCount = 1 << 20

    init(_ program: BlockProgram, results: [BufferID], split: BlockSplit) {
        self.program = program
        self.results = results
        self.split = split
        // An odd number of lines keeps registers out of each other's cache sets.
        registerStride = BlockSplit.blockCount * program.registerWidth + 64
        tableByteCount = ((program.slotCount + program.updateSlots.count) * 8 + 63) / 64 * 64
        fetchesAhead = !program.fetches.isEmpty && split.count * program.bytesPerElement >= Self.farByteCount
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
            let fetches = fetchesAhead && start + count < elements.upperBound
            for instruction in program.instructions {
                if fetches { fetch(instruction.fetches, slots, count) }
                switch instruction.call {
                case .function(let function, let destination, let first, let second, let third):
                    function(slots[destination], slots[first], slots[second], slots[third], count)
                case .update(let function, let numbers):
                    let table = slots + program.slotCount
                    for number in numbers { table[number] = slots[program.updateSlots[number]] }
                    UnsafeRawPointer(table + numbers.lowerBound).withMemoryRebound(
                        to: UnsafeMutablePointer<Float>?.self, capacity: numbers.count
                    ) { function($0, Int64(count)) }
                }
            }
            start += count
        }
    }

    /// Fetches a share of the next block.
    @inline(__always)
    private func fetch(
        _ fetches: Range<Int>, _ slots: UnsafeMutablePointer<UnsafeMutableRawPointer>, _ count: Int
    ) {
        for fetch in program.fetches[fetches] {
            let next = slots[fetch.slot] + count * fetch.width
            for line in fetch.lines { vb_prefetch(next + line * 64) }
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
