import VerbatimGraph

/// A compiled graph: stages of steps, planned and proved memory, constants, nested programs.
final class Program: Sendable {
    /// Steps that run together, with a barrier after them.
    struct Stage: Sendable {
        var steps: [Step]
        /// Whether the calling thread does everything, because the work is too small to share.
        var isSerial: Bool
        /// The work of each thread, where it is shared.
        var shares: Shares
        /// Arena bytes that hold nothing after the stage; filled where dead memory is poisoned.
        var dead: [Range<Int>]
    }

    let stages: [Stage]
    let access: ProgramAccess
    let plan: MemoryPlan
    /// The buffer bound to each input and each output.
    let inputs: [BufferID]
    let outputs: [BufferID]
    let constants: [TensorValue]
    let nested: [Program]
    /// The names of operations handed to the reference executor, in program order.
    let handedToReference: [String]
    let poisons: Bool
    let workers: Int
    let scratchByteCount: Int

    /// Plans the memory of a schedule, and proves the plan.
    init(_ schedule: Schedule, poisons: Bool, workers: Int) throws {
        access = ProgramAccess(buffers: schedule.buffers, stages: schedule.stages.map { $0.map(\.access) })
        plan = MemoryPlanner.plan(access)
        try MemoryPlanChecker.check(access, plan)
        let dead = poisons ? Poison.deadRanges(access, plan) : []
        stages = schedule.stages.enumerated().map { index, steps in
            Stage(
                steps: steps, isSerial: Schedule.isSerial(steps), shares: Shares(steps, workers: workers),
                dead: poisons ? dead[index] : [])
        }
        inputs = schedule.inputs
        outputs = schedule.outputs
        constants = schedule.constants
        nested = schedule.nested
        handedToReference = schedule.handedToReference
        self.poisons = poisons
        self.workers = workers
        scratchByteCount = schedule.stages.joined().map(\.scratchByteCount).max() ?? 0
    }

    /// Runs the stages on a context whose inputs and outputs are bound.
    func run(_ context: RunContext, _ pool: ThreadPool, _ observer: Observer?) throws {
        for index in stages.indices {
            try run(stage: index, stages[index].steps.indices, context, pool, observer)
            if poisons { context.poison(stages[index].dead) }
        }
    }

    /// Runs the stages step by step, and adds to `times` what each step took; nested programs count as one step.
    func run(
        _ context: RunContext, _ pool: ThreadPool, _ observer: Observer?, addingTo times: inout [Duration]
    ) throws {
        var number = 0
        for index in stages.indices {
            for step in stages[index].steps.indices {
                let start = ContinuousClock.now
                try run(stage: index, step..<step + 1, context, pool, observer)
                times[number] += ContinuousClock.now - start
                number += 1
            }
        }
    }

    private func run(
        stage: Int, _ steps: Range<Int>, _ context: RunContext, _ pool: ThreadPool, _ observer: Observer?
    ) throws {
        if case .control(let kernel) = stages[stage].steps[0].work {
            return try kernel.execute(
                ControlRun(memory: context.memory(worker: 0), pool: pool, context: context, observer: observer))
        }
        if stages[stage].isSerial {
            for step in stages[stage].steps[steps] {
                guard case .parallel(let kernel, let parts) = step.work else { continue }
                kernel.execute(0..<parts, context.memory(worker: 0))
            }
            return
        }
        context.claims.reset()
        var job = Job(
            program: Unmanaged.passUnretained(self), context: Unmanaged.passUnretained(context), stage: stage,
            steps: steps)
        withUnsafeMutablePointer(to: &job) { pointer in
            pool.run(UnsafeMutableRawPointer(pointer)) { job, worker, _ in
                let job = job.assumingMemoryBound(to: Job.self).pointee
                job.program._withUnsafeGuaranteedRef { program in
                    job.context._withUnsafeGuaranteedRef { context in
                        program.work(stage: job.stage, job.steps, context, worker)
                    }
                }
            }
        }
    }

    /// A stage handed to the threads.
    private struct Job {
        var program: Unmanaged<Program>
        var context: Unmanaged<RunContext>
        var stage: Int
        var steps: Range<Int>
    }

    /// Does a worker's pieces of some steps of a stage, and those that others have not come to.
    private func work(stage: Int, _ steps: Range<Int>, _ context: RunContext, _ worker: Int) {
        let memory = context.memory(worker: worker)
        stages[stage].shares.forEach(worker: worker, context.claims) { piece in
            guard steps.contains(piece.step), case .parallel(let kernel, _) = stages[stage].steps[piece.step].work
            else {
                return
            }
            kernel.execute(piece.parts, memory)
        }
    }
}
