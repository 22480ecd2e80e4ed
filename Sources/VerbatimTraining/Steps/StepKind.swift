import VerbatimGraph

/// What a compiled step does, and with inputs of which types: the key under which it is kept.
struct StepKind: Hashable, Sendable {
    /// The three uses of a model.
    enum Use: Hashable, Sendable {
        /// Forward, loss, gradients, update.
        case training
        /// Forward without draws, losses and metrics.
        case evaluation
        /// Forward without draws.
        case prediction
    }

    let use: Use
    let inputs: [TensorType]
    let targets: [TensorType]
}
