import VerbatimGraph

/// What a training step gives beside the new state.
public struct StepOutputs: Sendable {
    /// The loss that the step minimised: the mean over the batch, with what layers add.
    public let loss: Float
    /// The loss of each sample.
    public let lossBySample: [Float]
    /// The metrics' values of each sample, in the order of `metricNames` after `loss`.
    public let metricsBySample: [[Float]]
}
