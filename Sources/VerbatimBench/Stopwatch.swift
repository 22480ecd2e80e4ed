import Verbatim

/// Measures steps one by one: the first since the process started, then some unmeasured, then the rest.
struct Stopwatch {
    let warmup: Int
    let steps: Int
    let maxSeconds: Double
    /// Seconds of each measured step, ascending.
    private(set) var seconds: [Double] = []
    /// From the start of the process to the end of the first step.
    private(set) var startupSeconds = 0.0
    /// Processor seconds of all threads for each second of the measured time.
    private(set) var processorShare = 0.0

    init(warmup: Int, steps: Int, maxSeconds: Double) {
        self.warmup = warmup
        self.steps = steps
        self.maxSeconds = maxSeconds
    }

    /// Runs a step again and again, at least 8 measured times unless fewer are asked for.
    mutating func measure(_ step: () throws -> Void) throws {
        try step()
        startupSeconds = ProcessFacts.secondsSinceStart()
        for _ in 0..<warmup { try step() }
        let (begin, processor) = (ContinuousClock.now, ProcessFacts.processorSeconds())
        while seconds.count < steps, seconds.count < 8 || (ContinuousClock.now - begin).inSeconds < maxSeconds {
            let start = ContinuousClock.now
            try step()
            seconds.append((ContinuousClock.now - start).inSeconds)
        }
        processorShare = (ProcessFacts.processorSeconds() - processor) / (ContinuousClock.now - begin).inSeconds
        seconds.sort()
    }

    /// The median step.
    var median: Double { seconds.median }
}

extension Duration {
    /// The duration in seconds.
    var inSeconds: Double { self / .seconds(1) }
}
