import VerbatimGraph

/// A fused chain as straight-line code over blocks: loads, instructions on slots, results stored in place.
///
/// A slot is the address of one block: of a register in scratch memory, of an input, or of an output.
struct BlockProgram: Sendable {
    /// One call of a block function.
    struct Instruction: Sendable {
        var function: BlockFunction
        var destination: Int
        var first: Int
        var second: Int
        var third: Int
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

    init(_ chain: [ElementwiseMember], stored: [ValueID], _ blocks: BlockFunctions, _ emission: Emission) {
        let made = Dictionary(uniqueKeysWithValues: chain.enumerated().map { ($1.result, $0) })
        var loadNumbers: [View: Int] = [:]
        var homes: [ValueID: Home] = [:]
        var lastRead: [ValueID: Int] = [:]
        for (index, member) in chain.enumerated() {
            for operand in member.operands {
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

        var code: [(function: BlockFunction, destination: Home, operands: [Home])] = []
        for (index, member) in chain.enumerated() {
            let operands = member.operands.map { operand in
                homes[operand.base] ?? loadHomes[loadNumbers[operand]!]
            }
            // A register that holds narrower elements than the result must outlive it: writing the first result would
            // overwrite elements that are still to be read.
            let width = emission.type(member.result).element.byteCount
            var narrower: [Int] = []
            for base in Set(member.operands.map(\.base)) where lastRead[base] == index {
                guard case .register(let number)? = homes[base] else { continue }
                if emission.type(base).element.byteCount < width {
                    narrower.append(number)
                } else {
                    registers.free(number)
                }
            }
            let home: Home
            if let store = storeNumbers[member.result] {
                home = .store(store)
            } else {
                let number = registers.take()
                home = .register(number)
                if lastRead[member.result] == nil { registers.free(number) }
            }
            for number in narrower { registers.free(number) }
            homes[member.result] = home
            registerWidth = max(registerWidth, emission.type(member.result).element.byteCount)
            code.append((blocks.function(member.function), home, operands))
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
        instructions = code.map { function, destination, operands in
            let slots = operands.map(slot)
            return Instruction(
                function: function, destination: slot(destination), first: slots[0],
                second: slots.count > 1 ? slots[1] : slots[0], third: slots.count > 2 ? slots[2] : slots[0])
        }
    }

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
