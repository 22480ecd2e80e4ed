import VerbatimCPU
import VerbatimGraph

/// The batches of an epoch one after another, made ahead of use by worker threads whose number changes nothing.
///
/// At most `workers + 1` batches wait in memory. An error stands where its batch would: the batches before it come first.
/// Used by one task at a time; the workers end with `stop()` or with the reader.
public final class BatchReader {
    private let batches: Batches
    private let epoch: Int
    private var step: Int
    private let core: Core?
    private var threads: [WorkerThread] = []

    /// Begins to read.
    ///
    /// - Parameters:
    ///   - batches: What is read.
    ///   - epoch: The epoch.
    ///   - step: The first step that is read; steps before it are not made.
    ///   - workers: How many threads make batches; 0 makes each when it is asked for.
    public init(_ batches: Batches, epoch: Int, from step: Int = 0, workers: Int = 0) {
        self.batches = batches
        self.epoch = epoch
        self.step = step
        let workers = min(max(0, workers), max(0, batches.count - step), 256)
        guard workers > 0 else {
            core = nil
            return
        }
        let core = Core(batches, epoch: epoch, from: step, capacity: workers + 1)
        self.core = core
        threads = (0..<workers).compactMap { _ in WorkerThread { core.work() } }
    }

    deinit { stop() }

    /// The next batch; nil after the last.
    ///
    /// - Throws: `VerbatimError` if one of its samples cannot be read; the reader ends with it.
    public func next() throws -> Batch? {
        var batch = Batch(inputs: [], targets: [])
        return try next(into: &batch) ? batch : nil
    }

    /// Replaces a batch by the next one, and keeps its memory for later ones.
    ///
    /// - Returns: Whether there was one.
    func next(into batch: inout Batch) throws -> Bool {
        guard step < batches.count else { return false }
        do {
            if let core, !threads.isEmpty {
                try core.take(&batch, step)
            } else {
                try batches.fill(&batch, step, epoch: epoch)
            }
        } catch {
            step = batches.count
            stop()
            throw error
        }
        step += 1
        return true
    }

    /// Ends the workers and waits for them; there are no more batches.
    public func stop() {
        step = batches.count
        core?.stop()
        for thread in threads { thread.join() }
        threads = []
    }

    /// What the workers share with the reader.
    private final class Core: @unchecked Sendable {
        // Sendable: all that changes is touched under the gate only.
        private let batches: Batches
        private let epoch: Int
        private let gate = Gate()
        /// The next step that no worker has begun.
        private var begun: Int
        /// The next step that the reader takes.
        private var taken: Int
        private var slots: [Result<Batch, any Error>?]
        private var spare: [Batch] = []
        private var isStopped = false

        init(_ batches: Batches, epoch: Int, from step: Int, capacity: Int) {
            self.batches = batches
            self.epoch = epoch
            begun = step
            taken = step
            slots = Array(repeating: nil, count: capacity)
        }

        deinit { gate.destroy() }

        func work() {
            while let (step, spare) = begin() {
                var batch = spare
                let result = Result { try batches.fill(&batch, step, epoch: epoch) }
                finish(step, result.map { batch })
            }
        }

        private func begin() -> (Int, Batch)? {
            gate.lock()
            defer { gate.unlock() }
            while !isStopped, begun < batches.count, begun - taken >= slots.count { gate.wait() }
            guard !isStopped, begun < batches.count else { return nil }
            begun += 1
            return (begun - 1, spare.popLast() ?? Batch(inputs: [], targets: []))
        }

        private func finish(_ step: Int, _ result: Result<Batch, any Error>) {
            gate.lock()
            slots[step % slots.count] = result
            gate.wakeAll()
            gate.unlock()
        }

        func take(_ batch: inout Batch, _ step: Int) throws {
            gate.lock()
            defer { gate.unlock() }
            while slots[step % slots.count] == nil { gate.wait() }
            let result = slots[step % slots.count]!
            slots[step % slots.count] = nil
            taken += 1
            gate.wakeAll()
            let made = try result.get()
            spare.append(batch)
            batch = made
        }

        func stop() {
            gate.lock()
            isStopped = true
            gate.wakeAll()
            gate.unlock()
        }
    }
}
