import CVerbatimKernels
import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A fixed set of threads that run one function at a time.
///
/// The function is told the worker's number and how many there are. What it computes may not depend on either, nor on
/// which thread is faster, only who computes it. Every worker runs in the floating-point state that the arithmetic
/// requires, the caller included, and the caller's own state is restored before `run` returns.
///
/// A pool may be used from several tasks at once and from inside its own work: whoever finds it busy runs alone on the
/// calling thread, as worker 0 of 1.
package final class ThreadPool: Sendable {
    /// A function that the pool runs: its context, the worker's number and the number of workers.
    package typealias Function =
        @convention(c) (_ context: UnsafeMutableRawPointer, _ worker: Int, _ workers: Int) -> Void

    /// Threads that take part in a run, the caller included.
    package let workerCount: Int

    private let core: Core
    private let threads: [Thread]

    private struct Thread: @unchecked Sendable {
        // Sendable: a thread's handle is an opaque name.
        let handle: pthread_t
    }

    /// Starts the threads of a pool.
    ///
    /// - Parameter workers: Threads that take part in a run, the caller included; at least 1. Where the system
    ///   refuses to start that many, the pool has fewer.
    package init(workers: Int) {
        let wanted = max(1, workers)
        // Spinning helps only while every worker has a processor of its own.
        let core = Core(spins: wanted <= Int(vb_processor_count()) ? 4_000 : 0)
        var threads: [Thread] = []
        while threads.count + 1 < wanted {
            let start = Start(core: core, worker: threads.count + 1)
            let argument = Unmanaged.passRetained(start).toOpaque()
            guard let handle = Platform.startThread(argument, threadMain) else {
                Unmanaged<Start>.fromOpaque(argument).release()
                break
            }
            threads.append(Thread(handle: handle))
        }
        self.core = core
        self.threads = threads
        workerCount = threads.count + 1
    }

    deinit {
        core.stop()
        for thread in threads { Platform.join(thread.handle) }
        core.gate.destroy()
    }

    /// The number of processors, which is the number of workers when nobody asks for another.
    package static var defaultWorkerCount: Int { Int(vb_processor_count()) }

    /// Runs a function on every worker at once and returns when all are done; allocates nothing.
    package func run(_ context: UnsafeMutableRawPointer, _ function: Function) {
        let state = vb_fpu_enter()
        defer { vb_fpu_leave(state) }
        guard workerCount > 1, core.acquire() else {
            function(context, 0, 1)
            return
        }
        core.start(function, context, workers: workerCount)
        function(context, 0, workerCount)
        core.finish()
        core.release()
    }

    /// Runs a closure on every worker at once and returns when all are done; allocates a closure context.
    package func run(_ body: (_ worker: Int, _ workers: Int) -> Void) {
        withoutActuallyEscaping(body) { body in
            var body = body
            withUnsafeMutablePointer(to: &body) { pointer in
                run(UnsafeMutableRawPointer(pointer)) { context, worker, workers in
                    context.assumingMemoryBound(to: ((Int, Int) -> Void).self).pointee(worker, workers)
                }
            }
        }
    }

    /// What a new thread is handed.
    fileprivate final class Start: Sendable {
        let core: Core
        let worker: Int

        init(core: Core, worker: Int) {
            self.core = core
            self.worker = worker
        }
    }

    /// The state that the threads of one pool share.
    ///
    /// A run is published by raising `round`; workers count `pending` down to 0.
    fileprivate final class Core: @unchecked Sendable {
        // Sendable: `job` is written only between runs by the thread that holds `busy`, and published by `round`.
        let gate = Gate()
        private let spins: Int
        private let busy = Atomic<Bool>(false)
        private let round = Atomic<Int>(0)
        private let pending = Atomic<Int>(0)
        private let sleepers = Atomic<Int>(0)
        private let stopped = Atomic<Bool>(false)
        private var job: (function: Function, context: UnsafeMutableRawPointer, workers: Int)?

        init(spins: Int) {
            self.spins = spins
        }

        func acquire() -> Bool {
            busy.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged
        }

        func release() {
            busy.store(false, ordering: .releasing)
        }

        func start(_ function: Function, _ context: UnsafeMutableRawPointer, workers: Int) {
            job = (function, context, workers)
            pending.store(workers - 1, ordering: .relaxed)
            round.wrappingAdd(1, ordering: .sequentiallyConsistent)
            wake()
        }

        func finish() {
            wait { pending.load(ordering: .sequentiallyConsistent) == 0 }
            job = nil
        }

        func stop() {
            stopped.store(true, ordering: .sequentiallyConsistent)
            wake()
        }

        func work(as worker: Int) {
            var seen = 0
            while true {
                wait {
                    round.load(ordering: .sequentiallyConsistent) != seen
                        || stopped.load(ordering: .sequentiallyConsistent)
                }
                if stopped.load(ordering: .acquiring) { return }
                seen += 1
                if let job {
                    let state = vb_fpu_enter()
                    job.function(job.context, worker, job.workers)
                    vb_fpu_leave(state)
                }
                if pending.wrappingSubtract(1, ordering: .sequentiallyConsistent).newValue == 0 { wake() }
            }
        }

        /// Spins for a while and then sleeps until the condition holds.
        ///
        /// A sleeper announces itself before its last look, and whoever makes a condition true looks for sleepers
        /// afterwards; both in sequentially consistent order, so one of the two sees the other.
        private func wait(until condition: () -> Bool) {
            for _ in 0..<spins {
                if condition() { return }
                vb_pause()
            }
            if condition() { return }
            gate.lock()
            sleepers.wrappingAdd(1, ordering: .sequentiallyConsistent)
            while !condition() { gate.wait() }
            sleepers.wrappingSubtract(1, ordering: .sequentiallyConsistent)
            gate.unlock()
        }

        private func wake() {
            guard sleepers.load(ordering: .sequentiallyConsistent) > 0 else { return }
            gate.lock()
            gate.wakeAll()
            gate.unlock()
        }
    }
}

private func threadMain(_ argument: Platform.ThreadArgument) -> UnsafeMutableRawPointer? {
    #if canImport(Darwin)
        let start = Unmanaged<ThreadPool.Start>.fromOpaque(argument).takeRetainedValue()
    #else
        guard let argument else { return nil }
        let start = Unmanaged<ThreadPool.Start>.fromOpaque(argument).takeRetainedValue()
    #endif
    start.core.work(as: start.worker)
    return nil
}
