import CVerbatimKernels
import VerbatimGraph

/// A fused chain as straight-line code over blocks: loads, instructions on slots, results stored in place.
///
/// A slot is the address of one block: of a register in scratch memory, of an input, or of an output.
struct BlockProgram: Sendable {
    /// One call.
    struct Instruction: Sendable {
        /// What is called, on which slots.
        enum Call: Sendable {
            case function(BlockFunction, destination: Int, first: Int, second: Int, third: Int)
            /// An optimizer's update, on a range of `updateSlots`: results, then operands.
            case update(vb_update_function, slots: Range<Int>)
        }

        var call: Call
        /// What is fetched for the next block before the call, in `fetches`.
        var fetches = 0..<0
    }

    /// Cache lines of a slot's next block.
    struct Fetch: Sendable {
        var slot: Int
        /// Bytes of an element.
        var width: Int
        var lines: Range<Int>
    }

    /// A buffer read block by block.
    struct Load: Sendable {
        /// How a block of elements is reached.
        enum Form: Sendable {
            /// In place: the elements lie one after another from an element on.
            case direct(Int)
            /// One element, repeated in a register once per run.
            case uniform
            /// A short run of elements that repeats: laid out once, then read in place from any element of it.
            case periodic(PeriodicReader)
            /// Copied block by block into a register.
            case strided(StridedReader)
        }

        var operand: Emission.Operand
        var form: Form
        var slot: Int

        /// What is read for a range of elements.
        func access(_ range: Range<Int>) -> Access {
            guard case .direct(let offset) = form else { return operand.access }
            let width = operand.element.byteCount
            return Access(operand.buffer, (offset + range.lowerBound) * width..<(offset + range.upperBound) * width)
        }
    }

    /// A result written block by block.
    struct Store: Sendable {
        var value: ValueID
        var width: Int
        var slot: Int
        /// The instruction that writes it.
        var instruction: Int
    }

    private(set) var loads: [Load] = []
    private(set) var stores: [Store] = []
    private(set) var instructions: [Instruction] = []
    private(set) var fetches: [Fetch] = []
    private(set) var updateSlots: [Int] = []
    /// What it does, call by call, for `explain`.
    private(set) var name = ""
    /// Slots of all kinds; the first `registerCount` are registers.
    private(set) var slotCount = 0
    private(set) var registerCount = 0
    /// The widest element of a register, in bytes.
    private(set) var registerWidth = 1
    /// Bytes loaded and stored for an element.
    private(set) var bytesPerElement = 0
    /// Bytes of scratch for the runs of elements that repeat.
    private(set) var patternByteCount = 0
    /// The last instruction that reads each load.
    private var lastUse: [Int] = []

    /// Where a value is found while slots are being numbered.
    private enum Home: Hashable {
        case register(Int)
        case load(Int)
        case store(Int)
    }

    /// What becomes an instruction: a member of the chain, or those that are an optimizer's update.
    private struct Unit {
        enum Work {
            case member(ElementFunction)
            case update(UpdatePattern)
        }

        var work: Work
        var operands: [View]
        var results: [ValueID]

        var name: String {
            switch work {
            case .member(let function): function.name
            case .update(let pattern): pattern.name
            }
        }
    }

    init(_ chain: [ElementwiseMember], stored: [ValueID], _ blocks: BlockFunctions, _ emission: Emission) {
        let units = Self.units(chain, stored: stored)
        name = units.map(\.name).joined(separator: ", ")
        var made: [ValueID: Int] = [:]
        for (index, unit) in units.enumerated() { for result in unit.results { made[result] = index } }
        var loadNumbers: [View: Int] = [:]
        var homes: [ValueID: Home] = [:]
        var lastRead: [ValueID: Int] = [:]
        for (index, unit) in units.enumerated() {
            for operand in unit.operands {
                if made[operand.base] != nil {
                    lastRead[operand.base] = index
                } else if let load = loadNumbers[operand] {
                    lastUse[load] = index
                } else {
                    loadNumbers[operand] = loads.count
                    loads.append(Self.load(emission.operand(operand)))
                    lastUse.append(index)
                }
            }
        }
        var registers = RegisterFile()
        var loadHomes: [Home] = loads.map { load in
            switch load.form {
            case .direct, .periodic: .load(0)
            case .uniform, .strided: .register(registers.take())
            }
        }
        for index in loads.indices { if case .load = loadHomes[index] { loadHomes[index] = .load(index) } }
        let storeNumbers = Dictionary(uniqueKeysWithValues: stored.enumerated().map { ($1, $0) })
        stores = stored.map {
            Store(value: $0, width: emission.type($0).element.byteCount, slot: 0, instruction: made[$0]!)
        }

        var code: [(work: Unit.Work, results: [Home], operands: [Home])] = []
        for (index, unit) in units.enumerated() {
            let operands = unit.operands.map { operand in
                homes[operand.base] ?? loadHomes[loadNumbers[operand]!]
            }
            // A register that holds narrower elements than the result must outlive it: writing the first result would
            // overwrite elements that are still to be read.
            let width = unit.results.map { emission.type($0).element.byteCount }.max()!
            var released: [Int] = []
            // In the operands' order, so that registers get the same numbers every time.
            var seen: Set<ValueID> = []
            for base in unit.operands.map(\.base) where lastRead[base] == index && seen.insert(base).inserted {
                guard case .register(let number)? = homes[base] else { continue }
                if emission.type(base).element.byteCount < width {
                    released.append(number)
                } else {
                    registers.free(number)
                }
            }
            let results = unit.results.map { result -> Home in
                if let store = storeNumbers[result] { return .store(store) }
                let number = registers.take()
                if lastRead[result] == nil { released.append(number) }
                return .register(number)
            }
            for number in released { registers.free(number) }
            for (result, home) in zip(unit.results, results) { homes[result] = home }
            registerWidth = max(registerWidth, width)
            code.append((unit.work, results, operands))
        }

        registerCount = registers.count
        for index in loads.indices {
            registerWidth = max(registerWidth, loads[index].operand.element.byteCount)
        }
        let loadSlots = registerCount
        let storeSlots = loadSlots + loads.count
        slotCount = storeSlots + stores.count
        func slot(_ home: Home) -> Int {
            switch home {
            case .register(let number): number
            case .load(let number): loadSlots + number
            case .store(let number): storeSlots + number
            }
        }
        for index in loads.indices {
            loads[index].slot = slot(loadHomes[index])
            switch loads[index].form {
            case .uniform: continue
            case .periodic(var reader):
                reader.place = patternByteCount
                patternByteCount += reader.byteCount
                loads[index].form = .periodic(reader)
                continue
            case .direct, .strided: break
            }
            bytesPerElement += loads[index].operand.element.byteCount
        }
        for index in stores.indices {
            stores[index].slot = slot(.store(index))
            bytesPerElement += stores[index].width
        }
        for (work, results, operands) in code {
            let slots = operands.map(slot)
            let call: Instruction.Call
            switch work {
            case .member(let function):
                call = .function(
                    blocks.function(function), destination: slot(results[0]), first: slots[0],
                    second: slots.count > 1 ? slots[1] : slots[0], third: slots.count > 2 ? slots[2] : slots[0])
            case .update(let pattern):
                let first = updateSlots.count
                updateSlots += results.map(slot) + slots
                call = .update(blocks.update(pattern), slots: first..<updateSlots.count)
            }
            instructions.append(Instruction(call: call))
        }
        // An update fetches what it needs by itself.
        if updateSlots.isEmpty { spreadFetches() }
    }

    /// The chain with its updates found.
    private static func units(_ chain: [ElementwiseMember], stored: [ValueID]) -> [Unit] {
        var readers: [ValueID: [Int]] = [:]
        for (index, member) in chain.enumerated() {
            for operand in member.operands { readers[operand.base, default: []].append(index) }
        }
        func isNeeded(_ value: ValueID, outside range: Range<Int>) -> Bool {
            stored.contains(value) || readers[value, default: []].contains { !range.contains($0) }
        }
        var units: [Unit] = []
        var index = 0
        while index < chain.count {
            let member = chain[index]
            units.append(Unit(work: .member(member.function), operands: member.operands, results: [member.result]))
            index += 1
            for pattern in UpdatePattern.all {
                guard let match = pattern.match(chain, from: index - 1, isNeeded: isNeeded) else { continue }
                units[units.count - 1] = Unit(
                    work: .update(pattern), operands: match.operands, results: match.results)
                index += match.count - 1
                break
            }
        }
        return units
    }

    /// Spreads what the next block reads and writes in place over the instructions of this one, so that memory and
    /// arithmetic are busy at the same time.
    private mutating func spreadFetches() {
        var streams: [(slot: Int, width: Int)] = []
        for load in loads {
            guard case .direct = load.form else { continue }
            streams.append((load.slot, load.operand.element.byteCount))
        }
        for store in stores { streams.append((store.slot, store.width)) }
        let starts = streams.reduce(into: [0]) { $0.append($0.last! + Self.lineCount($1.width)) }
        let total = starts.last!
        for index in instructions.indices {
            let first = fetches.count
            let share = total * index / instructions.count..<total * (index + 1) / instructions.count
            for (stream, start) in zip(streams, starts) {
                let lines = share.clamped(to: start..<start + Self.lineCount(stream.width))
                guard !lines.isEmpty else { continue }
                fetches.append(
                    Fetch(
                        slot: stream.slot, width: stream.width,
                        lines: lines.lowerBound - start..<lines.upperBound - start))
            }
            instructions[index].fetches = first..<fetches.count
        }
    }

    /// Cache lines of a block of elements.
    private static func lineCount(_ width: Int) -> Int { BlockSplit.blockCount * width / 64 }

    private static func load(_ operand: Emission.Operand) -> Load {
        let view = View(
            base: ValueID(0), offset: operand.offset, shape: operand.shape, strides: operand.strides)
        let form: Load.Form =
            view.isUniform
            ? .uniform
            : view.isContiguous
                ? .direct(operand.offset)
                : PeriodicReader(view, width: operand.element.byteCount).map { .periodic($0) }
                    ?? .strided(StridedReader(view, width: operand.element.byteCount))
        return Load(operand: operand, form: form, slot: 0)
    }

    /// The results that may replace what they were made of: written when their input is read for the last time.
    func inPlacePairs(_ results: [BufferID], _ emission: Emission) -> [InPlacePair] {
        var pairs: [InPlacePair] = []
        for (store, result) in zip(stores, results) {
            for (index, load) in loads.enumerated() {
                guard case .direct(0) = load.form, load.operand.element.byteCount == store.width,
                    lastUse[index] <= store.instruction,
                    // Another view of the same buffer may still be read.
                    loads.filter({ $0.operand.buffer == load.operand.buffer }).count == 1
                else { continue }
                pairs.append(InPlacePair(read: load.operand.buffer, write: result))
            }
        }
        return pairs
    }
}

/// Hands out register numbers, the lowest free one first.
private struct RegisterFile {
    private(set) var count = 0
    private var isFree: [Bool] = []

    mutating func take() -> Int {
        if let number = isFree.firstIndex(of: true) {
            isFree[number] = false
            return number
        }
        isFree.append(false)
        count += 1
        return count - 1
    }

    mutating func free(_ number: Int) { isFree[number] = true }
}
