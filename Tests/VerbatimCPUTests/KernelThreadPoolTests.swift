import CVerbatimKernels
import Testing
import VerbatimCPU

@Suite struct KernelThreadPoolTests {
    @Test func everyWorkerRunsOncePerRun() {
        for workers in 1...5 {
            let pool = ThreadPool(workers: workers)
            #expect(pool.workerCount == workers)
            let counts = Counts()
            for _ in 0..<500 {
                pool.run { worker, count in
                    if count == workers { counts.add(worker) }
                }
            }
            for worker in 0..<workers { #expect(counts[worker] == 500) }
            #expect(counts[workers] == 0)
        }
    }

    @Test func writesOfWorkersAreSeenAfterTheRun() {
        let pool = ThreadPool(workers: 3)
        let sums = UnsafeMutablePointer<Int>.allocate(capacity: 3)
        defer { sums.deallocate() }
        sums.initialize(repeating: 0, count: 3)
        for round in 1...3_000 {
            pool.run { worker, workers in
                for index in stride(from: worker, to: 3, by: workers) { sums[index] += 1 }
            }
            for index in 0..<3 where sums[index] != round {
                Issue.record("round \(round): worker \(index) has written \(sums[index])")
                return
            }
        }
    }

    @Test func sleepingWorkersWake() async throws {
        let pool = ThreadPool(workers: 2)
        let counts = Counts()
        for _ in 0..<20 {
            try await Task.sleep(for: .milliseconds(2))
            pool.run { worker, _ in counts.add(worker) }
        }
        #expect(counts[0] == 20)
        #expect(counts[1] == 20)
    }

    @Test func aRunInsideARunIsDoneByTheCallerAlone() {
        let pool = ThreadPool(workers: 2)
        let counts = Counts()
        pool.run { _, _ in
            pool.run { worker, workers in counts.add(worker * 10 + workers) }
        }
        #expect(counts[1] == 2)
    }

    @Test func concurrentRunsAllFinish() async {
        let pool = ThreadPool(workers: 2)
        let total = Counts()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    for _ in 0..<1_000 {
                        pool.run { worker, workers in
                            for _ in stride(from: worker, to: 2, by: workers) { total.add(0) }
                        }
                    }
                }
            }
        }
        #expect(total[0] == 4 * 1_000 * 2)
    }

    @Test func everyThreadKeepsSubnormalsAndTheCallerGetsItsStateBack() {
        let pool = ThreadPool(workers: 3)
        let counts = Counts()
        #if arch(x86_64)
            // Flush-to-zero and denormals-are-zero, as another library may leave a thread.
            let flushing: UInt64 = 0x9fc0
            let own = vb_fpu_enter()
            vb_fpu_leave(flushing)
        #endif
        pool.run { worker, _ in
            let tiny = opaque(Float.leastNonzeroMagnitude)
            if tiny + tiny == 2 * tiny, tiny > 0 { counts.add(worker) }
        }
        #if arch(x86_64)
            let after = vb_fpu_enter()
            vb_fpu_leave(own)
            #expect(after & 0xffc0 == flushing)
        #endif
        for worker in 0..<3 { #expect(counts[worker] == 1) }
    }

    @Test func theTableNamesWhatTheMachineHas() throws {
        let baseline = try #require(vb_kernels_for(Int32(VB_ISA_BASELINE)))
        #expect(baseline.pointee.isa == VB_ISA_BASELINE)
        #expect(vb_kernels_for(vb_best_isa()) != nil)
        #expect(vb_kernels_for(-1) == nil)
        #expect(vb_kernels_for(Int32(VB_ISA_COUNT)) == nil)
        for isa in 0..<Int32(VB_ISA_COUNT) {
            #expect(vb_isa_name(isa) != nil)
            #expect((vb_kernels_for(isa) != nil) == (vb_isa_available(isa) != 0))
            if let table = vb_kernels_for(isa) { #expect(table.pointee.isa == isa) }
        }
    }
}

/// Counters that several threads may raise.
private final class Counts: Sendable {
    private let values = Guarded([Int](repeating: 0, count: 32))

    func add(_ index: Int) {
        values.withLock { $0[index] += 1 }
    }

    subscript(index: Int) -> Int {
        values.withLock { $0[index] }
    }
}

@inline(never) private func opaque(_ value: Float) -> Float { value }
