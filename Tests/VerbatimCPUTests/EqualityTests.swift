import Testing
import Verbatim
import VerbatimTestSupport

/// Every operation gives the reference executor's bits, on every instruction set and number of threads.
@Suite struct EqualityTests {
    /// An executor for each instruction set of this machine, with different numbers of threads.
    static func executors() throws -> [CPUExecutor] {
        try InstructionSet.available.enumerated().map { index, instructionSet in
            try CPUExecutor(threads: 1 + (index + 1) % 4, instructionSet: instructionSet)
        }
    }

    @Test(arguments: OperationKind.allCases)
    func operation(_ kind: OperationKind) throws {
        let executors = try Self.executors()
        for seed in 0..<UInt64(150) {
            let sample = try OperationSampler.sample(kind, seed)
            for executor in executors { #expect(try sample.difference(ReferenceExecutor(), executor) == nil) }
        }
    }

    /// The types that have fast kernels, so that fusion and kernels are what is met.
    @Test(arguments: OperationKind.allCases)
    func fastOperation(_ kind: OperationKind) throws {
        let executors = try Self.executors()
        for seed in 1000..<UInt64(1200) {
            let sample = try OperationSampler.sample(kind, seed, elements: [.f32, .f32, .f32, .i32, .bool])
            for executor in executors { #expect(try sample.difference(ReferenceExecutor(), executor) == nil) }
        }
    }

    @Test(arguments: 0..<UInt64(8))
    func program(_ block: UInt64) throws {
        let executors = try Self.executors()
        for seed in block * 25..<(block + 1) * 25 {
            let elements: [ElementType] = seed % 2 == 0 ? [.f32, .i32, .bool] : ElementType.allCases
            let sample = try OperationSampler.program(3 + Int(seed % 30), seed, elements: elements)
            for executor in executors { #expect(try sample.difference(ReferenceExecutor(), executor) == nil) }
        }
    }

    /// Dead memory holds nothing that anyone reads.
    @Test(arguments: 0..<UInt64(4))
    func poisoned(_ block: UInt64) throws {
        let executor = try CPUExecutor(threads: 2, poisonsDeadMemory: true)
        for seed in 500 + block * 25..<500 + (block + 1) * 25 {
            let sample = try OperationSampler.program(5 + Int(seed % 40), seed, elements: [.f32, .i32, .bool])
            #expect(try sample.difference(ReferenceExecutor(), executor) == nil)
        }
    }
}
