import VerbatimGraph

/// What a control kernel is given: memory, the threads, contexts of nested programs, and the observer.
struct ControlRun {
    let memory: StepMemory
    let pool: ThreadPool
    let context: RunContext
    let observer: Observer?
}
