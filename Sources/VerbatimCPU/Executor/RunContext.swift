import VerbatimGraph

/// The memory of one run of a program: arena, scratch, addresses, and the contexts of nested programs.
///
/// A context belongs to one run at a time; a program keeps those that are free and makes more as tasks need them.
final class RunContext: @unchecked Sendable {
    // Sendable: it is handed from one run to the next under the executable's lock.
    let addresses: UnsafeMutablePointer<UnsafeMutableRawPointer>
    let nested: [RunContext]
    /// What of a stage's work is taken.
    let claims: Claims
    private let arena: UnsafeMutableRawPointer
    private let scratch: UnsafeMutableRawPointer
    private let scratchStride: Int

    init(_ program: Program, workers: Int) {
        // Page alignment keeps the planner's staggering; the odd line keeps workers' scratch apart in the cache.
        scratchStride = (program.scratchByteCount + 63) / 64 * 64 + 192
        arena = LargeMemory.allocate(byteCount: max(64, program.plan.arenaByteCount), alignment: 4096)
        scratch = .allocate(byteCount: scratchStride * workers, alignment: 4096)
        addresses = .allocate(capacity: max(1, program.access.buffers.count))
        for (index, place) in program.plan.places.enumerated() {
            let address: UnsafeMutableRawPointer
            switch place.space {
            case .arena: address = arena + place.offset
            case .constant(let number): address = program.constants[number].storage.bytes.baseAddress!
            // Bound before each run.
            case .input, .output: address = arena
            }
            (addresses + index).initialize(to: address)
        }
        claims = Claims(shares: program.workers)
        nested = program.nested.map { RunContext($0, workers: workers) }
        if program.poisons { Poison.fill(arena, program.plan.arenaByteCount) }
    }

    deinit {
        arena.deallocate()
        scratch.deallocate()
        addresses.deallocate()
    }

    func memory(worker: Int) -> StepMemory {
        StepMemory(addresses: UnsafePointer(addresses), scratch: scratch + worker * scratchStride)
    }

    /// Fills parts of the arena with the poison pattern.
    func poison(_ ranges: [Range<Int>]) {
        for range in ranges { Poison.fill(arena + range.lowerBound, range.count) }
    }
}

/// The pattern of dead memory: NaN in every float type, -1 in every integer type.
enum Poison {
    static func fill(_ start: UnsafeMutableRawPointer, _ byteCount: Int) {
        start.initializeMemory(as: UInt8.self, repeating: 0xff, count: byteCount)
    }

    /// The arena bytes that die with each stage: held by buffers last touched there, and by none that lives on.
    static func deadRanges(_ program: ProgramAccess, _ plan: MemoryPlan) -> [[Range<Int>]] {
        let lifetimes = Lifetime.all(of: program)
        func range(_ buffer: Int) -> Range<Int> {
            let start = plan.places[buffer].offset
            return start..<start + program.buffers[buffer].byteCount
        }
        let temporaries = program.buffers.indices.filter { program.buffers[$0].role == .temporary }
        return program.stages.indices.map { stage in
            var dead = temporaries.filter { lifetimes[$0].last == stage }.map(range)
            for living in temporaries where lifetimes[living].first <= stage && lifetimes[living].last > stage {
                let kept = range(living)
                dead = dead.flatMap {
                    [
                        $0.lowerBound..<min($0.upperBound, max($0.lowerBound, kept.lowerBound)),
                        max($0.lowerBound, min($0.upperBound, kept.upperBound))..<$0.upperBound,
                    ]
                }
                .filter { !$0.isEmpty }
            }
            return dead
        }
    }
}
