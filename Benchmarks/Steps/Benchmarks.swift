import Benchmark
import Verbatim

/// Training steps, and what they allocate, which Thresholds fixes at nothing.
let benchmarks: @Sendable () -> Void = {
    #if canImport(Glibc)
        Allocations.startTraced()
    #endif
    let allocations = BenchmarkMetric.custom(
        "allocations per step", polarity: .prefersSmaller, useScalingFactor: false)
    Benchmark.defaultConfiguration = .init(
        metrics: [.wallClock, .throughput, allocations], warmupIterations: 3, maxDuration: .seconds(2))

    // An error that is thrown leaves the metrics empty, which passes the check; a crash fails it.
    for workload in Workload.allCases {
        Benchmark(
            workload.rawValue,
            closure: { benchmark, training in
                try! training.step()
                benchmark.stopMeasurement()
                if let count = training.allocationsPerStep { benchmark.measurement(allocations, count) }
            }, setup: { try! Training(workload) })
    }
}
