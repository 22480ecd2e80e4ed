import VerbatimGraph

/// What one step of a compiled program took, and what its work amounts to.
public struct StepProfile: Sendable {
    /// What the step does, as `explain` prints it.
    public let name: String
    /// Seconds for one run, the median of the runs that were measured: other work on the machine comes in bursts.
    public let seconds: Double
    /// Floating-point operations of a contraction, 0 for other steps.
    public let flops: Int
    /// Bytes that the step reads and writes.
    public let byteCount: Int
}

extension CPUExecutable {
    /// Runs the graph several times, each step by itself, and says what the steps took.
    ///
    /// Steps that otherwise run side by side run one after another here, so their sum is above a run's time.
    ///
    /// - Parameters:
    ///   - inputs: One value for each input, of its type.
    ///   - runs: Measured runs, at least 1, after one that is not measured.
    /// - Throws: `VerbatimError` if the inputs are not of the input types.
    public func profile(_ inputs: [TensorValue], runs: Int) throws -> [StepProfile] {
        let steps = program.stages.flatMap(\.steps)
        var times: [[Duration]] = []
        var outputs: [TensorValue] = []
        try run(inputs, into: &outputs, observer: nil)
        for _ in 0..<max(1, runs) {
            var taken = [Duration](repeating: .zero, count: steps.count)
            try bound(inputs, &outputs) { context in
                try program.run(context, pool, nil, addingTo: &taken)
            }
            times.append(taken)
        }
        return steps.indices.map { index in
            let median = times.map { $0[index] }.sorted()[times.count / 2]
            return StepProfile(
                name: steps[index].name, seconds: median / .seconds(1), flops: steps[index].cost.flops,
                byteCount: steps[index].cost.bytes)
        }
    }
}
