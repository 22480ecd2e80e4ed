import VerbatimCPU

/// Says whether a memory plan can give a wrong value, by following every byte: independent of `MemoryPlanChecker`.
///
/// Each byte of memory carries a tag: which byte of which buffer was written there last. A stage's parts may run in any
/// order and at the same time, so a byte that one part reads must carry the right tag both before the stage and after
/// every other part has written; a part's own reads come before its own writes only where the step says so.
struct PlanOracle {
    private let program: ProgramAccess
    private let plan: MemoryPlan
    private var memory: [MemoryPlan.Space: [Int]] = [:]

    /// A tag: no byte of any buffer.
    private static let nothing = -1

    /// Whether some timing lets a read see a wrong byte, or leaves an output wrong.
    static func isHarmful(_ program: ProgramAccess, _ plan: MemoryPlan) -> Bool {
        var oracle = PlanOracle(program: program, plan: plan)
        return oracle.run()
    }

    private init(program: ProgramAccess, plan: MemoryPlan) {
        self.program = program
        self.plan = plan
    }

    private func tag(_ buffer: Int, _ byte: Int) -> Int { buffer << 32 | byte }

    private func size(_ space: MemoryPlan.Space) -> Int {
        if space == .arena { return plan.arenaByteCount }
        return program.buffers.filter { role(space) == $0.role }.map(\.byteCount).max() ?? 0
    }

    private func role(_ space: MemoryPlan.Space) -> Buffer.Role {
        switch space {
        case .arena: .temporary
        case .input(let number): .input(number)
        case .output(let number): .output(number)
        case .constant(let number): .constant(number)
        }
    }

    private mutating func run() -> Bool {
        memory[.arena] = Array(repeating: Self.nothing, count: plan.arenaByteCount)
        for (index, buffer) in program.buffers.enumerated() {
            let space = plan.places[index].space
            if memory[space] == nil { memory[space] = Array(repeating: Self.nothing, count: size(space)) }
            switch buffer.role {
            case .input, .constant:
                for byte in 0..<buffer.byteCount { memory[space]![byte] = tag(index, byte) }
            case .temporary, .output: break
            }
        }
        for stage in program.stages { if isHarmful(stage) { return true } }
        for (index, buffer) in program.buffers.enumerated() {
            guard case .output = buffer.role else { continue }
            let place = plan.places[index]
            for byte in 0..<buffer.byteCount where memory[place.space]![place.offset + byte] != tag(index, byte) {
                return true
            }
        }
        return false
    }

    /// Runs a stage; true if a read can go wrong, or memory of others is written.
    private mutating func isHarmful(_ steps: [StepAccess]) -> Bool {
        // Who writes what to each byte: the part's number, and the tag.
        var writers: [MemoryPlan.Space: [Int: (part: Int, tag: Int)]] = [:]
        var number = 0
        for step in steps {
            for part in step.parts {
                number += 1
                for write in part.writes {
                    let place = plan.places[write.buffer.index]
                    for range in write.runs.ranges {
                        for byte in range {
                            let address = place.offset + byte
                            guard memory[place.space]?.indices.contains(address) == true else { return true }
                            switch place.space {
                            case .input, .constant: return true
                            case .arena, .output: break
                            }
                            let tag = tag(write.buffer.index, byte)
                            // Two writes of one byte: whichever is last wins.
                            if let other = writers[place.space]?[address], other.tag != tag { return true }
                            writers[place.space, default: [:]][address] = (number, tag)
                        }
                    }
                }
            }
        }
        number = 0
        for step in steps {
            for part in step.parts {
                number += 1
                for read in part.reads {
                    let place = plan.places[read.buffer.index]
                    for range in read.runs.ranges {
                        for byte in range {
                            let address = place.offset + byte
                            guard let cells = memory[place.space], cells.indices.contains(address) else { return true }
                            let right = tag(read.buffer.index, byte)
                            if cells[address] != right { return true }
                            guard let writer = writers[place.space]?[address], writer.tag != right else { continue }
                            let isOwn = writer.part == number
                            let written = writer.tag >> 32
                            // A part may replace what it has read, in step with reading it.
                            let isDeclared = step.inPlace.contains {
                                $0.read == read.buffer && $0.write.index == written
                            }
                            if !(isOwn && isDeclared && writer.tag & 0xffff_ffff == byte) { return true }
                        }
                    }
                }
            }
        }
        for (space, bytes) in writers {
            for (address, writer) in bytes { memory[space]![address] = writer.tag }
        }
        return false
    }
}
