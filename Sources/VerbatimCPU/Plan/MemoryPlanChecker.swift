import VerbatimGraph

/// Proves that a memory plan gives every read the bytes that its producer wrote, whatever the threads' timing.
///
/// It knows nothing of the planner: it follows, byte range by byte range, which buffer each place of memory holds. The
/// parts of a step, and the steps of a stage, run at the same time; a barrier stands after each stage. A plan is refused
/// unless
/// - every read finds all its bytes held by the buffer that it names, written in an earlier stage;
/// - no write touches bytes that anything else in its stage reads or writes, except in place as the step declares;
/// - every write lies inside its buffer and its space, and writes each byte of its buffer for the first time;
/// - inputs and constants are never written, and at the end every output holds all bytes of its buffer.
package struct MemoryPlanChecker {
    /// The sizes of the callers' and constants' blocks follow from the buffers that live there.
    private let program: ProgramAccess
    private let plan: MemoryPlan
    private var holders: [MemoryPlan.Space: ByteMap] = [:]
    private var written: [ByteMap]

    /// Throws unless the plan is right.
    package static func check(_ program: ProgramAccess, _ plan: MemoryPlan) throws {
        var checker = MemoryPlanChecker(program, plan)
        try checker.placeBuffers()
        for stage in program.stages.indices { try checker.follow(stage) }
        try checker.checkOutputs()
    }

    private init(_ program: ProgramAccess, _ plan: MemoryPlan) {
        self.program = program
        self.plan = plan
        written = [ByteMap](repeating: ByteMap(), count: program.buffers.count)
    }

    /// One access with its place in memory.
    private struct Placed {
        var space: MemoryPlan.Space
        var range: Range<Int>
        var buffer: Int
        var step: Int
        var part: Int
    }

    private mutating func placeBuffers() throws {
        guard plan.places.count == program.buffers.count else {
            throw refusal("it places \(plan.places.count) of \(program.buffers.count) buffers")
        }
        for (index, buffer) in program.buffers.enumerated() {
            let place = plan.places[index]
            let expected: MemoryPlan.Space
            switch buffer.role {
            case .temporary:
                guard place.space == .arena, place.offset >= 0, place.offset + buffer.byteCount <= plan.arenaByteCount
                else { throw refusal("buffer \(index) lies outside the arena") }
                continue
            case .input(let number): expected = .input(number)
            case .constant(let number): expected = .constant(number)
            case .output(let number): expected = .output(number)
            }
            guard place == MemoryPlan.Place(expected, 0) else {
                throw refusal("buffer \(index) lies in \(place.space), not in \(expected)")
            }
            if case .output = buffer.role { continue }
            holders[expected, default: ByteMap()].set(0..<buffer.byteCount, buffer: index, shift: 0)
        }
    }

    private mutating func follow(_ stage: Int) throws {
        var reads: [Placed] = []
        var writes: [Placed] = []
        for (number, step) in program.stages[stage].enumerated() {
            for (part, access) in step.parts.enumerated() {
                for read in access.reads { reads += try placed(read, stage, number, part) }
                for write in access.writes { writes += try placed(write, stage, number, part) }
            }
        }
        for read in reads {
            let shift = plan.places[read.buffer].offset
            guard holders[read.space]?.holds(read.range, buffer: read.buffer, shift: shift) ?? read.range.isEmpty else {
                throw refusal("step \(read.step) of stage \(stage) reads bytes that buffer \(read.buffer) lacks")
            }
        }
        try checkConflicts(stage, reads, writes)
        for write in writes {
            let shift = plan.places[write.buffer].offset
            let own = write.range.lowerBound - shift..<write.range.upperBound - shift
            guard written[write.buffer].isFree(own) else {
                throw refusal("step \(write.step) of stage \(stage) writes buffer \(write.buffer) again")
            }
            written[write.buffer].set(own, buffer: write.buffer, shift: 0)
            holders[write.space, default: ByteMap()].set(write.range, buffer: write.buffer, shift: shift)
        }
    }

    private func placed(_ access: Access, _ stage: Int, _ step: Int, _ part: Int) throws -> [Placed] {
        let index = access.buffer.index
        guard program.buffers.indices.contains(index) else {
            throw refusal("step \(step) of stage \(stage) names no buffer")
        }
        let place = plan.places[index]
        return try access.runs.ranges.map { range in
            guard range.lowerBound >= 0, range.upperBound <= program.buffers[index].byteCount else {
                throw refusal("step \(step) of stage \(stage) leaves buffer \(index)")
            }
            return Placed(
                space: place.space, range: place.offset + range.lowerBound..<place.offset + range.upperBound,
                buffer: index, step: step, part: part)
        }
    }

    /// Refuses writes that meet another write, or a read that is not replaced in place by the same part.
    private func checkConflicts(_ stage: Int, _ reads: [Placed], _ writes: [Placed]) throws {
        var writesBySpace: [MemoryPlan.Space: [Placed]] = [:]
        for write in writes { writesBySpace[write.space, default: []].append(write) }
        for (space, unsorted) in writesBySpace {
            switch space {
            case .input, .constant: throw refusal("stage \(stage) writes to \(space)")
            case .arena, .output: break
            }
            let sorted = unsorted.sorted { $0.range.lowerBound < $1.range.lowerBound }
            for (write, next) in zip(sorted, sorted.dropFirst()) where write.range.upperBound > next.range.lowerBound {
                throw refusal("two writes of stage \(stage) meet in \(space)")
            }
            for read in reads where read.space == space && !read.range.isEmpty {
                // The writes are apart from each other, so their upper bounds ascend as well.
                var low = 0
                var high = sorted.count
                while low < high {
                    let middle = (low + high) / 2
                    if sorted[middle].range.upperBound <= read.range.lowerBound {
                        low = middle + 1
                    } else {
                        high = middle
                    }
                }
                while low < sorted.count, sorted[low].range.lowerBound < read.range.upperBound {
                    guard isInPlace(stage, read, sorted[low]) else {
                        throw refusal("a write of stage \(stage) meets a read of buffer \(read.buffer)")
                    }
                    low += 1
                }
            }
        }
    }

    private func isInPlace(_ stage: Int, _ read: Placed, _ write: Placed) -> Bool {
        read.step == write.step && read.part == write.part && read.range == write.range
            && plan.places[read.buffer] == plan.places[write.buffer]
            && program.stages[stage][read.step].inPlace.contains(
                InPlacePair(read: BufferID(read.buffer), write: BufferID(write.buffer)))
    }

    private func checkOutputs() throws {
        for (index, buffer) in program.buffers.enumerated() {
            guard case .output(let number) = buffer.role else { continue }
            guard
                holders[.output(number)]?.holds(0..<buffer.byteCount, buffer: index, shift: 0)
                    ?? (buffer.byteCount == 0)
            else { throw refusal("output \(number) is not fully written") }
        }
    }

    private func refusal(_ why: String) -> VerbatimError {
        VerbatimError(
            .malformed, "a memory plan is refused: \(why)",
            remedy: "this is a defect of the compiler; please report the program")
    }
}
