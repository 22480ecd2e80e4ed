import Verbatim

/// A workload's trainer on two threads, with a batch of data.
struct Training {
    private let trainer: Trainer
    private let inputs: Tensor
    private let targets: Tensor
    /// Calls of malloc in each of 20 steps of an epoch, rounded down; nil where they cannot be counted.
    let allocationsPerStep: Int?

    init(_ workload: Workload) throws {
        let trainer = try workload.trainer(executor: CPUExecutor(threads: 2))
        self.trainer = trainer
        (inputs, targets) = workload.data(batches: 1)
        #if canImport(Glibc)
            func allocations(steps: Int) throws -> Int {
                let (inputs, targets) = workload.data(batches: steps)
                return try Allocations.count { try trainer.fit(inputs, targets, batchSize: workload.batchSize) }
            }
            _ = try allocations(steps: 1)
            // An epoch allocates at its beginning and end: a few calls more for more labels, which rounding drops.
            allocationsPerStep = try (allocations(steps: 25) - allocations(steps: 5)) / 20
        #else
            allocationsPerStep = nil
        #endif
    }

    /// One training step.
    func step() throws { try trainer.trainOnBatch(inputs, targets) }
}
