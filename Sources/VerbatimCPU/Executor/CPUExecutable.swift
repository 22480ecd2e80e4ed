import CVerbatimKernels
import VerbatimGraph

/// A graph compiled for the processor: callable from several tasks at once, each run on memory of its own.
public final class CPUExecutable: Executable {
    /// The graph it runs.
    public let graph: Graph
    /// The instruction set that its kernels use.
    public let instructionSet: InstructionSet
    let program: Program
    let pool: ThreadPool
    private let inputTypes: [TensorType]
    private let outputTypes: [TensorType]
    private let free: Guarded<[RunContext]>

    init(graph: Graph, program: Program, pool: ThreadPool, instructionSet: InstructionSet) {
        self.graph = graph
        self.program = program
        self.pool = pool
        self.instructionSet = instructionSet
        inputTypes = graph.inputTypes
        outputTypes = graph.outputTypes
        free = Guarded([])
    }

    /// The number of threads that take part, the caller's included.
    public var workerCount: Int { pool.workerCount }

    /// The names of the operations that are handed to the reference executor, in program order.
    public var handedToReference: [String] { program.handedToReference }

    /// Bytes of planned memory for each run that goes on at one time.
    public var peakByteCount: Int { program.plan.arenaByteCount }

    /// What the schedule touches, and where its memory lies.
    package var memory: (program: ProgramAccess, plan: MemoryPlan) { (program.access, program.plan) }

    /// The schedule and the memory plan as text.
    public func explain() -> String { Explanation.text(self) }

    /// Runs the graph; after the first run nothing is allocated where outputs can be reused.
    ///
    /// - Throws: `VerbatimError` if the inputs are not of the input types.
    public func run(_ inputs: [TensorValue], into outputs: inout [TensorValue], observer: Observer?) throws {
        try bound(inputs, &outputs) { try program.run($0, pool, observer) }
    }

    /// Runs a body on a context whose inputs and outputs are bound, in the floating-point state of the arithmetic.
    func bound(
        _ inputs: [TensorValue], _ outputs: inout [TensorValue], _ body: (RunContext) throws -> Void
    ) throws {
        try checkTypes(inputs)
        prepare(&outputs)
        let context = free.withLock { $0.popLast() } ?? RunContext(program, workers: pool.workerCount)
        defer { free.withLock { $0.append(context) } }
        for index in inputs.indices {
            context.addresses[program.inputs[index].index] = inputs[index].storage.bytes.baseAddress!
        }
        for index in outputs.indices {
            context.addresses[program.outputs[index].index] = outputs[index].storage.bytes.baseAddress!
        }
        let state = vb_fpu_enter()
        defer { vb_fpu_leave(state) }
        // The addresses taken above stay valid as long as the arrays do.
        try withExtendedLifetime((inputs, outputs)) { try body(context) }
    }

    /// As `check`, without making arrays.
    private func checkTypes(_ inputs: [TensorValue]) throws {
        guard inputs.count == inputTypes.count else { return try check(inputs) }
        for index in inputs.indices where inputs[index].type != inputTypes[index] { return try check(inputs) }
    }

    /// Keeps output memory of the right type that nothing else refers to, and replaces the rest.
    private func prepare(_ outputs: inout [TensorValue]) {
        if outputs.count != outputTypes.count { outputs = outputTypes.map { TensorValue(zeros: $0) } }
        for index in outputs.indices {
            if outputs[index].type != outputTypes[index] || !isKnownUniquelyReferenced(&outputs[index].storage) {
                outputs[index] = TensorValue(zeros: outputTypes[index])
            }
        }
    }
}
