import VerbatimGraph

/// What one step of a compiled program took, and what its work amounts to.
public struct StepProfile: Sendable {
    /// What the step does, as `explain` prints it.
    public let name: String
    /// Seconds for one run, the mean over the runs that were measured.
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
    ///   - runs: Measured runs, after one that is not measured.
    /// - Throws: `VerbatimError` if the inputs are not of the input types.
    public func profile(_ inputs: [TensorValue], runs: Int) throws -> [StepProfile] {
        let steps = program.stages.flatMap(\.steps)
        var times = [Duration](repeating: .zero, count: steps.count)
        var outputs: [TensorValue] = []
        try run(inputs, into: &outputs, observer: nil)
        for _ in 0..<runs {
            try bound(inputs, &outputs) { context in
                try program.run(context, pool, nil, addingTo: &times)
            }
        }
        return zip(steps, times).map { step, time in
            StepProfile(
                name: step.name, seconds: time / .seconds(max(1, runs)), flops: step.cost.flops,
                byteCount: step.cost.bytes)
        }
    }
}
