import Benchmark
import Verbatim

/// Operations by themselves, on one thread.
let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = .init(warmupIterations: 3, maxDuration: .milliseconds(300))

    for (name, layer) in Contraction.products {
        Benchmark.kernel("product \(name)", .operations(layer.operationCount)) { try layer.kernel(of: .result) }
    }
    for (name, layer) in Contraction.layers {
        for output in Contraction.Output.allCases where !layer.isFirst || output != .inputGradient {
            Benchmark.kernel("\(name), \(output.rawValue)", .operations(layer.operationCount)) {
                try layer.kernel(of: output)
            }
        }
    }
    for rows in RowFunction.allCases {
        Benchmark.kernel(rows.rawValue, .elements(rows.count)) { try rows.kernel() }
    }
    for function in [UnaryOperation.exponential, .tanh, .erf, .log] {
        // In and out together fill half of a first-level cache of 32 KiB.
        let count = 2048
        Benchmark.kernel(function.rawValue, .elements(count), runs: .kilo) {
            try Kernel(function: function, count: count)
        }
    }
    for (name, optimizer) in [("adam", Adam()), ("rmsprop", RMSprop())] as [(String, any Optimizer)] {
        // More than caches hold, as in a step.
        let count = 1_000_000
        Benchmark.kernel("\(name) update", .elements(count)) { try Kernel(updating: count, by: optimizer) }
    }
    for state in StateReading.allCases {
        Benchmark.measured(state.rawValue, .bytes(StateReading.byteCount)) { state.reading() }
    }
}
