/// What `fit` and `evaluate` tell while they run; how it is shown is up to the receiver, and changes nothing.
public enum ProgressEvent: Sendable {
    /// Training begins.
    case begin(epochs: Int, samples: Int, validationSamples: Int, batchSize: Int)
    /// The run goes on after a step that was made earlier.
    case resumed(step: Int)
    /// A checkpoint was written after a step.
    case checkpoint(step: Int)
    /// Something is not as it should be, and training goes on.
    case warning(String)
    /// An epoch begins; epochs are counted from 0.
    case epochBegin(epoch: Int, steps: Int)
    /// A step ended; the numbers are the means over the epoch so far.
    case batchEnd(epoch: Int, batch: Int, steps: Int, logs: [History.Entry])
    /// An epoch and its validation ended.
    case epochEnd(epoch: Int, steps: Int, logs: [History.Entry])
    /// Training ended.
    case end(History)
}
