import Testing
import Verbatim
import VerbatimCPU
import VerbatimTestSupport

/// Plans are right, and the checker refuses every plan that is not.
@Suite struct MemoryPlanTests {
    /// A plan to damage.
    private struct Subject {
        var program: ProgramAccess
        var plan: MemoryPlan
    }

    /// Plans of compiled random programs, small enough to follow byte by byte.
    private static func subjects(_ count: Int) throws -> [Subject] {
        let executor = try CPUExecutor(threads: 3)
        var subjects: [Subject] = []
        var seed: UInt64 = 7000
        while subjects.count < count {
            seed += 1
            let sample = try OperationSampler.program(8 + Int(seed % 25), seed, elements: [.f32, .i32, .bool])
            let (program, plan) = try executor.compiled(sample.graph).memory
            let bytes = plan.arenaByteCount + program.buffers.map(\.byteCount).reduce(0, +)
            if bytes < 60_000, program.stages.count > 4 { subjects.append(Subject(program: program, plan: plan)) }
        }
        return subjects
    }

    /// Plans of random schedules that share out, overlap and reuse as much as the rules allow.
    private static func synthetic(_ seed: UInt64) -> Subject {
        var generator = SampleGenerator(seed)
        var buffers: [Buffer] = [Buffer(.input(0), byteCount: 64), Buffer(.constant(0), byteCount: 32)]
        var stages: [[StepAccess]] = []
        var ready = [0, 1]
        let count = generator.int(4...14)
        for _ in 0..<count {
            var steps: [StepAccess] = []
            var made: [Int] = []
            for _ in 0..<generator.int(1...2) {
                let width = 16 * generator.int(1...8)
                buffers.append(Buffer(.temporary, byteCount: width))
                let result = buffers.count - 1
                made.append(result)
                let parts = generator.int(1...3)
                let bounds = (0...parts).map { width * $0 / parts }
                let sources = (0..<generator.int(1...3)).map { _ in
                    // Mostly what is new, so that lifetimes end.
                    ready[max(0, ready.count - 1 - generator.int(0...4))]
                }
                var inPlace: [InPlacePair] = []
                let accesses = (0..<parts).map { part in
                    let own = bounds[part]..<bounds[part + 1]
                    let reads = Set(sources).sorted().map { source in
                        buffers[source].byteCount == width
                            ? Access(BufferID(source), own)
                            : Access(BufferID(source), 0..<buffers[source].byteCount)
                    }
                    return PartAccess(reads: reads, writes: [Access(BufferID(result), own)])
                }
                for source in Set(sources).sorted() where buffers[source].byteCount == width {
                    inPlace.append(InPlacePair(read: BufferID(source), write: BufferID(result)))
                }
                steps.append(StepAccess(parts: accesses, inPlace: inPlace))
            }
            ready += made
            stages.append(steps)
        }
        // The last results are put out.
        for number in 0..<2 {
            let source = ready[ready.count - 1 - number]
            let size = buffers[source].byteCount
            buffers.append(Buffer(.output(number), byteCount: size))
            stages.append([
                StepAccess(parts: [
                    PartAccess(
                        reads: [Access(BufferID(source), 0..<size)],
                        writes: [Access(BufferID(buffers.count - 1), 0..<size)])
                ])
            ])
        }
        let program = ProgramAccess(buffers: buffers, stages: stages)
        return Subject(program: program, plan: MemoryPlanner.plan(program))
    }

    private static func isRefused(_ subject: Subject) -> Bool {
        do {
            try MemoryPlanChecker.check(subject.program, subject.plan)
            return false
        } catch {
            return true
        }
    }

    @Test func plansAreRight() throws {
        for subject in try Self.subjects(30) + (0..<300).map(Self.synthetic) {
            #expect(!Self.isRefused(subject))
            #expect(!PlanOracle.isHarmful(subject.program, subject.plan))
        }
    }

    /// Planning reuses memory: the arena is smaller than all buffers side by side.
    @Test func memoryIsReused() throws {
        var (peak, apart) = (0, 0)
        for seed in 0..<UInt64(200) {
            let subject = Self.synthetic(seed)
            peak += subject.plan.arenaByteCount
            apart += subject.program.buffers.filter { $0.role == .temporary }.map(\.byteCount).reduce(0, +)
        }
        #expect(peak * 3 < apart * 2)
    }

    /// 10,000 harmful mutants of valid plans, each refused.
    @Test func harmfulMutantsAreRefused() throws {
        let compiled = try Self.subjects(12)
        var generator = SampleGenerator(99)
        var harmful = 0
        var kinds: [Mutation: Int] = [:]
        var seed: UInt64 = 0
        while harmful < 10_000 {
            seed += 1
            let subject = seed % 40 == 0 ? generator.pick(compiled) : Self.synthetic(seed)
            // Several mutants of each plan; the compiled ones are larger.
            for _ in 0..<6 {
                let mutation = generator.pick(Mutation.allCases)
                guard let mutant = Self.mutate(subject, mutation, &generator),
                    PlanOracle.isHarmful(mutant.program, mutant.plan)
                else { continue }
                harmful += 1
                kinds[mutation, default: 0] += 1
                if !Self.isRefused(mutant) { Issue.record("\(mutation) of plan \(seed) passed the checker") }
            }
        }
        for mutation in Mutation.allCases { #expect(kinds[mutation, default: 0] > 20, "\(mutation)") }
    }

    // MARK: Mutation

    /// Ways to damage a plan or its schedule.
    private enum Mutation: CaseIterable {
        /// A buffer moves by some bytes.
        case shift
        /// A buffer goes where another one lies.
        case collide
        /// A buffer's memory is given away before its last reader has run.
        case reuseEarly
        /// Two stages become one: the barrier between them is gone.
        case dropBarrier
        /// Two neighbouring stages change places.
        case swapStages
        /// A step is left out.
        case dropStep
        /// A part writes less than it should.
        case shrinkWrite
        /// A part writes its neighbour's bytes too.
        case widenWrite
        /// A step is no longer allowed to work in place, yet its plan does.
        case dropInPlace
        /// The arena shrinks.
        case shrinkArena
    }

    private static func mutate(_ subject: Subject, _ mutation: Mutation, _ generator: inout SampleGenerator) -> Subject?
    {
        var mutant = subject
        let temporaries = subject.program.buffers.indices.filter { subject.program.buffers[$0].role == .temporary }
        guard !temporaries.isEmpty else { return nil }
        let stages = subject.program.stages.count
        switch mutation {
        case .shift:
            let buffer = generator.pick(temporaries)
            mutant.plan.places[buffer].offset += generator.pick([-64, -16, -4, -1, 1, 4, 16, 64])
            let end = mutant.plan.places[buffer].offset + subject.program.buffers[buffer].byteCount
            if mutant.plan.places[buffer].offset < 0 { return nil }
            mutant.plan.arenaByteCount = max(mutant.plan.arenaByteCount, end)
        case .collide:
            let (buffer, other) = (generator.pick(temporaries), generator.pick(temporaries))
            mutant.plan.places[buffer] = mutant.plan.places[other]
            let end = mutant.plan.places[buffer].offset + subject.program.buffers[buffer].byteCount
            mutant.plan.arenaByteCount = max(mutant.plan.arenaByteCount, end)
        case .reuseEarly:
            // Planned as if a read were not there.
            var blind = subject.program
            let stage = generator.int(0...stages - 1)
            let step = generator.int(0...blind.stages[stage].count - 1)
            let buffers = blind.stages[stage][step].parts.flatMap { $0.reads.map(\.buffer) }
            guard !buffers.isEmpty else { return nil }
            let buffer = generator.pick(buffers)
            for part in blind.stages[stage][step].parts.indices {
                blind.stages[stage][step].parts[part].reads.removeAll { $0.buffer == buffer }
            }
            mutant.plan = MemoryPlanner.plan(blind)
        case .dropBarrier:
            guard stages > 1 else { return nil }
            let stage = generator.int(1...stages - 1)
            mutant.program.stages[stage - 1] += mutant.program.stages.remove(at: stage)
        case .swapStages:
            guard stages > 1 else { return nil }
            let stage = generator.int(1...stages - 1)
            mutant.program.stages.swapAt(stage - 1, stage)
        case .dropStep:
            let stage = generator.int(0...stages - 1)
            mutant.program.stages[stage].remove(at: generator.int(0...subject.program.stages[stage].count - 1))
        case .shrinkWrite, .widenWrite:
            let stage = generator.int(0...stages - 1)
            let step = generator.int(0...subject.program.stages[stage].count - 1)
            let parts = subject.program.stages[stage][step].parts
            guard !parts.isEmpty else { return nil }
            let part = generator.int(0...parts.count - 1)
            guard !parts[part].writes.isEmpty else { return nil }
            let write = generator.int(0...parts[part].writes.count - 1)
            let runs = parts[part].writes[write].runs
            guard runs.count == 1, runs.length > 4 else { return nil }
            let size = subject.program.buffers[parts[part].writes[write].buffer.index].byteCount
            let range =
                mutation == .shrinkWrite
                ? runs.start..<runs.start + runs.length - 4
                : max(0, runs.start - 4)..<min(size, runs.start + runs.length + 4)
            mutant.program.stages[stage][step].parts[part].writes[write].runs = ByteRuns(range)
        case .dropInPlace:
            let stage = generator.int(0...stages - 1)
            let step = generator.int(0...subject.program.stages[stage].count - 1)
            mutant.program.stages[stage][step].inPlace = []
        case .shrinkArena:
            mutant.plan.arenaByteCount -= generator.pick([4, 16, 64])
            if mutant.plan.arenaByteCount < 0 { return nil }
        }
        return mutant
    }
}
