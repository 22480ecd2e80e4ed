import Benchmark

/// What one run does, in units whose rate is reported in millions a second.
struct Work {
    private let count: Int
    /// The rate's metric.
    let metric: BenchmarkMetric

    private init(_ count: Int, _ rate: String) {
        self.count = count
        metric = .custom(rate, polarity: .prefersLarger, useScalingFactor: false)
    }

    /// Floating-point operations; a fused multiply-add is two.
    static func operations(_ count: Int) -> Work { Work(count, "MFLOP/s") }
    /// Elements of the result.
    static func elements(_ count: Int) -> Work { Work(count, "M elements/s") }
    /// Bytes that are read.
    static func bytes(_ count: Int) -> Work { Work(count, "MB/s") }

    /// Millions of units a second.
    func rate(runs: Int, _ duration: Duration) -> Int {
        Int(Double(count * runs) / (duration / .microseconds(1)))
    }
}
