import CVerbatimKernels

extension CPUExecutor {
    /// Floating-point operations in a second that all threads reach together in fused multiply-adds on registers, which
    /// count as two: the best of several short measurements.
    public func measuredPeak() -> Double {
        let kernels = kernels
        let pool = pool
        let rounds: Int64 = kernels.pointer.pointee.isa == VB_ISA_BASELINE ? 2_000 : 200_000
        var best = 0.0
        for _ in 0..<20 {
            let start = ContinuousClock.now
            pool.run { _, _ in _ = kernels.pointer.pointee.multiply_adds(rounds) }
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            let count = kernels.pointer.pointee.multiply_adds(0)
            best = max(best, 2 * Double(count) * Double(rounds) * Double(pool.workerCount) / seconds)
        }
        return best
    }
}
