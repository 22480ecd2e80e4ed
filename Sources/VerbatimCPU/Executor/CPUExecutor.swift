import CVerbatimKernels
import VerbatimGraph

/// The executor that users run: fused kernels, planned memory, a persistent pool of threads.
///
/// Neither the number of threads nor the instruction set changes a bit. Copies of an executor share their threads.
public struct CPUExecutor: Executor {
    /// The instruction set that its kernels use.
    public let instructionSet: InstructionSet
    /// Whether dead memory is filled with a NaN pattern while programs run.
    public let poisonsDeadMemory: Bool
    let pool: ThreadPool
    let kernels: KernelTable

    /// Makes an executor.
    ///
    /// - Parameters:
    ///   - threads: Threads that take part, the caller's included; by default `VERBATIM_THREADS`, else all processors.
    ///   - instructionSet: The kernels' instruction set; by default `VERBATIM_ISA`, else the best one of this machine.
    ///   - poisonsDeadMemory: Fills memory that holds nothing with NaN; slow, changes no bit of a right plan.
    /// - Throws: `VerbatimError` of code `environment` for a number of threads below 1 or above 1,024, or an
    ///   instruction set that is unknown or that this machine lacks.
    public init(
        threads: Int? = nil, instructionSet: InstructionSet? = nil, poisonsDeadMemory: Bool = false
    ) throws {
        let workers = try Self.workers(threads)
        let chosen = try Self.instructionSet(instructionSet)
        guard let table = chosen.kernels else { throw Self.lacks(chosen.rawValue) }
        self.instructionSet = chosen
        self.poisonsDeadMemory = poisonsDeadMemory
        kernels = KernelTable(table)
        pool = ThreadPool(workers: workers)
    }

    /// `cpu` and the instruction set.
    public var name: String { "cpu \(instructionSet.rawValue)" }

    /// The number of threads that take part, the caller's included.
    public var workerCount: Int { pool.workerCount }

    /// Compiles a graph into fused kernels on planned memory; the plan is proved before it is returned.
    ///
    /// - Throws: `VerbatimError` if the graph is malformed.
    public func compile(_ graph: Graph) throws -> any Executable { try compiled(graph) }

    /// Compiles a graph, and tells more of the result than `compile`.
    ///
    /// - Throws: `VerbatimError` if the graph is malformed.
    public func compiled(_ graph: Graph) throws -> CPUExecutable {
        let program = try Compiler(kernels: kernels, workers: pool.workerCount, poisons: poisonsDeadMemory)
            .program(graph)
        return CPUExecutable(graph: graph, program: program, pool: pool, instructionSet: instructionSet)
    }

    private static func workers(_ threads: Int?) throws -> Int {
        let remedy = "give a number from 1 to 1024; this machine has \(ThreadPool.defaultWorkerCount) processors"
        var wanted = threads
        if wanted == nil, let text = Platform.environment("VERBATIM_THREADS") {
            guard let number = Int(text) else {
                throw VerbatimError(
                    .environment, "VERBATIM_THREADS is not a number", received: "'\(text)'",
                    expected: "a number of threads", remedy: remedy)
            }
            wanted = number
        }
        let workers = wanted ?? ThreadPool.defaultWorkerCount
        guard (1...1024).contains(workers) else {
            throw VerbatimError(
                .environment, "the number of threads is out of range", received: "\(workers)", expected: "1 to 1024",
                remedy: remedy)
        }
        return workers
    }

    private static func instructionSet(_ requested: InstructionSet?) throws -> InstructionSet {
        var chosen = requested
        if chosen == nil, let text = Platform.environment("VERBATIM_ISA") {
            guard let named = InstructionSet(rawValue: text) else { throw lacks(text) }
            chosen = named
        }
        let instructionSet = chosen ?? .best
        guard instructionSet.isAvailable else { throw lacks(instructionSet.rawValue) }
        return instructionSet
    }

    private static func lacks(_ name: String) -> VerbatimError {
        let known = InstructionSet(rawValue: name) != nil
        return VerbatimError(
            .environment,
            known ? "this machine lacks the instruction set" : "there is no such instruction set",
            received: "'\(name)'",
            expected: "one of \(InstructionSet.available.map(\.rawValue).joined(separator: ", "))",
            remedy: "name one that this machine has, or none for the best")
    }
}
