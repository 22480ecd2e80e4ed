import CVerbatimKernels

/// Runs a fused chain: block after block, every instruction on 256 elements that stay in the first-level cache.
///
/// Where a chain moves more than the caches near a core hold, the next block is fetched while one is computed.
final class FusedKernel: ParallelKernel {
    /// A load of a form that needs no reader, or the number of its reader.
    private struct Load {
        enum Form {
            case direct
            case uniform
            case periodic(Int)
            case strided(Int)
        }

        let buffer: Int
        /// Bytes from the buffer's start to the first element.
        let offset: Int
        let width: Int
        let slot: Int
        let form: Form
    }

    private struct Store {
        let buffer: Int
        let width: Int
        let slot: Int
    }

    private let program: BlockProgram
    private let split: BlockSplit
    private let registerStride: Int
    private let tableByteCount: Int
    private let fetchesAhead: Bool
    // What is walked block by block lies in plain memory: copying a reader or a closure would count its references.
    private let loads: FixedArray<Load>
    private let stores: FixedArray<Store>
    private let instructions: FixedArray<BlockProgram.Instruction>
    private let fetches: FixedArray<BlockProgram.Fetch>
    private let updateSlots: FixedArray<Int>
    private let periodic: FixedArray<PeriodicReader>
    private let strided: FixedArray<StridedReader>

    /// Bytes from which a chain's memory is taken to lie far away.
    private static let farByteCount = 1 << 20

    init(_ program: BlockProgram, results: [BufferID], split: BlockSplit) {
        self.program = program
        self.split = split
        // An odd number of lines keeps registers out of each other's cache sets.
        registerStride = BlockSplit.blockCount * program.registerWidth + 64
        tableByteCount = ((program.slotCount + program.updateSlots.count) * 8 + 63) / 64 * 64
        fetchesAhead = !program.fetches.isEmpty && split.count * program.bytesPerElement >= Self.farByteCount
        var (periodic, strided): ([PeriodicReader], [StridedReader]) = ([], [])
        loads = FixedArray(
            program.loads.map { load in
                let width = load.operand.element.byteCount
                let form: Load.Form
                var offset = load.operand.offset
                switch load.form {
                case .direct(let first):
                    form = .direct
                    offset = first
                case .uniform: form = .uniform
                case .periodic(let reader):
                    form = .periodic(periodic.count)
                    periodic.append(reader)
                case .strided(let reader):
                    form = .strided(strided.count)
                    strided.append(reader)
                }
                return Load(
                    buffer: load.operand.buffer.index, offset: offset * width, width: width, slot: load.slot,
                    form: form)
            })
        stores = FixedArray(
            zip(program.stores, results).map { Store(buffer: $1.index, width: $0.width, slot: $0.slot) })
        instructions = FixedArray(program.instructions)
        fetches = FixedArray(program.fetches)
        updateSlots = FixedArray(program.updateSlots)
        self.periodic = FixedArray(periodic)
        self.strided = FixedArray(strided)
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
        for number in 0..<periodic.count { periodic.start[number].reset(patterns) }
        var start = elements.lowerBound
        while start < elements.upperBound {
            var count = min(BlockSplit.blockCount, elements.upperBound - start)
            for number in 0..<periodic.count { count = min(count, periodic.start[number].rest(from: start)) }
            point(slots, at: start, count, registers, patterns, memory)
            let fetches = fetchesAhead && start + count < elements.upperBound
            for number in 0..<instructions.count {
                let instruction = instructions.start + number
                if fetches { fetch(instruction.pointee.fetches, slots, count) }
                call(instruction, slots, count)
            }
            start += count
        }
    }

    @inline(__always)
    private func call(
        _ instruction: UnsafePointer<BlockProgram.Instruction>,
        _ slots: UnsafeMutablePointer<UnsafeMutableRawPointer>, _ count: Int
    ) {
        switch instruction.pointee.call {
        case .function(let function, let destination, let first, let second, let third):
            function(slots[destination], slots[first], slots[second], slots[third], count)
        case .update(let function, let numbers):
            let table = slots + program.slotCount
            for number in numbers { table[number] = slots[updateSlots.start[number]] }
            UnsafeRawPointer(table + numbers.lowerBound).withMemoryRebound(
                to: UnsafeMutablePointer<Float>?.self, capacity: numbers.count
            ) { function($0, Int64(count)) }
        }
    }

    /// Fetches a share of the next block.
    @inline(__always)
    private func fetch(
        _ fetches: Range<Int>, _ slots: UnsafeMutablePointer<UnsafeMutableRawPointer>, _ count: Int
    ) {
        for number in fetches {
            let fetch = self.fetches.start[number]
            let next = slots[fetch.slot] + count * fetch.width
            for line in fetch.lines { vb_prefetch(next + line * 64) }
        }
    }

    private func fillUniform(
        _ count: Int, _ slots: UnsafeMutablePointer<UnsafeMutableRawPointer>, _ memory: StepMemory
    ) {
        for number in 0..<loads.count {
            let load = loads.start[number]
            guard case .uniform = load.form else { continue }
            let source = memory.addresses[load.buffer] + load.offset
            let target = slots[load.slot]
            switch load.width {
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
        for number in 0..<loads.count {
            let load = loads.start[number]
            let base = memory.addresses[load.buffer]
            switch load.form {
            case .direct: slots[load.slot] = base + load.offset + start * load.width
            case .uniform: break
            case .periodic(let reader):
                slots[load.slot] = periodic.start[reader].elements(start, from: base, patterns: patterns)
            case .strided(let number):
                let reader = strided.start + number
                if let direct = reader.pointee.direct(start, count, from: base) {
                    slots[load.slot] = UnsafeMutableRawPointer(mutating: direct)
                } else {
                    let register = registers + load.slot * registerStride
                    slots[load.slot] = register
                    reader.pointee.copy(start, count, from: base, to: register)
                }
            }
        }
        for number in 0..<stores.count {
            let store = stores.start[number]
            slots[store.slot] = memory.addresses[store.buffer] + start * store.width
        }
    }
}
