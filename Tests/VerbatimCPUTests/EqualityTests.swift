import Testing
import Verbatim
import VerbatimTestSupport

/// Every operation gives the reference executor's bits, on every instruction set and on 1 to 4 threads.
@Suite struct EqualityTests {
    /// An executor for each instruction set of this machine and each number of threads.
    private let executors: [[CPUExecutor]]

    init() throws {
        executors = try InstructionSet.available.map { instructionSet in
            try (1...4).map { try CPUExecutor(threads: $0, instructionSet: instructionSet) }
        }
    }

    /// One executor of each instruction set, with another number of threads for each seed.
    private func turn(_ seed: UInt64) -> [CPUExecutor] {
        executors.enumerated().map { $1[($0 + Int(seed)) % $1.count] }
    }

    @Test(arguments: OperationKind.allCases)
    func operation(_ kind: OperationKind) throws {
        for seed in 0..<UInt64(150) {
            let sample = try OperationSampler.sample(kind, seed)
            #expect(try sample.difference(ReferenceExecutor(), turn(seed)) == nil)
        }
    }

    /// The types that have fast kernels, so that fusion and kernels are what is met.
    @Test(arguments: OperationKind.allCases)
    func fastOperation(_ kind: OperationKind) throws {
        for seed in 1000..<UInt64(1200) {
            let sample = try OperationSampler.sample(kind, seed, elements: [.f32, .f32, .f32, .i32, .bool])
            #expect(try sample.difference(ReferenceExecutor(), turn(seed)) == nil)
        }
    }

    /// Tensors large enough to be shared out, on every instruction set and number of threads.
    @Test(arguments: OperationKind.allCases)
    func largeOperation(_ kind: OperationKind) throws {
        for seed in 2000..<UInt64(2012) {
            let elements: [ElementType] = seed % 4 == 0 ? ElementType.allCases : [.f32, .f32, .f32, .i32, .i64, .bool]
            let sample = try OperationSampler.sample(kind, seed, elements: elements, scale: 40)
            #expect(try sample.difference(ReferenceExecutor(), executors.flatMap { $0 }) == nil)
        }
    }

    /// 16-bit floats, whose arithmetic is f32's between conversions.
    @Test(arguments: OperationKind.allCases)
    func narrowOperation(_ kind: OperationKind) throws {
        for seed in 3000..<UInt64(3150) {
            let sample = try OperationSampler.sample(kind, seed, elements: [.bf16, .f16])
            #expect(try sample.difference(ReferenceExecutor(), turn(seed)) == nil)
        }
    }

    @Test(arguments: 0..<UInt64(8))
    func program(_ block: UInt64) throws {
        for seed in block * 25..<(block + 1) * 25 {
            let choices: [[ElementType]] = [
                [.f32, .i32, .bool], ElementType.allCases, [.bf16, .f16, .f32, .i32, .bool],
            ]
            let elements = choices[Int(seed % 3)]
            let sample = try OperationSampler.program(3 + Int(seed % 30), seed, elements: elements)
            #expect(try sample.difference(ReferenceExecutor(), turn(seed)) == nil)
        }
    }

    /// Dead memory holds nothing that anyone reads.
    @Test(arguments: 0..<UInt64(4))
    func poisoned(_ block: UInt64) throws {
        let executor = try CPUExecutor(threads: 2, poisonsDeadMemory: true)
        for seed in 500 + block * 25..<500 + (block + 1) * 25 {
            let elements: [ElementType] = seed % 2 == 0 ? [.f32, .i32, .bool] : [.bf16, .f32, .bool]
            let sample = try OperationSampler.program(5 + Int(seed % 40), seed, elements: elements)
            #expect(try sample.difference(ReferenceExecutor(), [executor]) == nil)
        }
    }
}
