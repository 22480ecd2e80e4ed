import Verbatim

/// The line that `verbatim-bench` prints, with the keys of the peers' programs.
struct BenchReport: Encodable {
    enum CodingKeys: String, CodingKey {
        case peer, version, workload, batch, threads, mode, deterministic, steps
        case median = "ms_median"
        case minimum = "ms_min"
        case maximum = "ms_max"
        case ninetieth = "ms_p90"
        case samplesPerSecond = "samples_per_s"
        case peakResidentMegabytes = "peak_rss_mb"
        case startup = "startup_to_first_step_s"
        case processorShare = "cpu_util"
        case firstLoss = "first_loss"
    }

    let peer: String
    let version: String
    let workload: String
    let batch: Int
    let threads: Int
    let mode: String
    let deterministic: Bool
    let steps: Int
    let median: Double
    let minimum: Double
    let maximum: Double
    let ninetieth: Double
    let samplesPerSecond: Double
    let peakResidentMegabytes: Double?
    let startup: Double
    let processorShare: Double
    let firstLoss: Float?

    init(workload: String, batch: Int, executor: CPUExecutor, stopwatch: Stopwatch, firstLoss: Float?) {
        peer = "verbatim"
        version = "arithmetic \(ArithmeticVersion.current)"
        self.workload = workload
        self.batch = batch
        threads = executor.workerCount
        mode = executor.instructionSet.rawValue
        deterministic = true
        let seconds = stopwatch.seconds
        steps = seconds.count
        median = Self.milliseconds(stopwatch.median)
        minimum = Self.milliseconds(seconds[0])
        maximum = Self.milliseconds(seconds[seconds.count - 1])
        ninetieth = Self.milliseconds(seconds[min(seconds.count - 1, seconds.count * 9 / 10)])
        samplesPerSecond = Self.rounded(Double(batch) / stopwatch.median, 100)
        peakResidentMegabytes = ProcessFacts.peakResidentBytes().map { Self.rounded(Double($0) / 1_048_576, 10) }
        startup = Self.rounded(stopwatch.startupSeconds, 1000)
        processorShare = Self.rounded(stopwatch.processorShare, 100)
        self.firstLoss = firstLoss
    }

    private static func milliseconds(_ seconds: Double) -> Double { rounded(seconds * 1000, 10_000) }

    private static func rounded(_ number: Double, _ scale: Double) -> Double { (number * scale).rounded() / scale }
}
