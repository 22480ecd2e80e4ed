import Benchmark

extension Benchmark {
    /// Adds a benchmark of a kernel, which is compiled before time is taken.
    static func kernel(
        _ name: String, _ work: Work, runs: BenchmarkScalingFactor = .one, _ make: @escaping () throws -> Kernel
    ) {
        measured(name, work, runs: runs) {
            let kernel = try make()
            return kernel.run
        }
    }

    /// Adds a benchmark that reports the time of runs and their rate of work.
    ///
    /// - Parameters:
    ///   - name: The benchmark's name.
    ///   - work: What one run does.
    ///   - runs: How many runs are timed together, so that short ones stand out from the clock's cost.
    ///   - setup: Makes what is run; not timed.
    static func measured(
        _ name: String, _ work: Work, runs: BenchmarkScalingFactor = .one,
        _ setup: @escaping () throws -> () throws -> Void
    ) {
        Benchmark(
            name,
            configuration: .init(
                metrics: [.wallClock, work.metric], units: [work.metric: .count], scalingFactor: runs),
            closure: { benchmark, run in
                let start = ContinuousClock.now
                for _ in benchmark.scaledIterations { try run() }
                let duration = ContinuousClock.now - start
                benchmark.stopMeasurement()
                benchmark.measurement(work.metric, work.rate(runs: runs.rawValue, duration))
            }, setup: setup)
    }
}
