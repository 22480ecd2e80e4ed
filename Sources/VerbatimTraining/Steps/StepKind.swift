import VerbatimGraph

/// What a compiled step does, and with inputs of which types.
struct StepKind: Sendable {
    /// The three uses of a model.
    enum Use: Sendable {
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

    init(use: Use, inputs: [TensorType], targets: [TensorType]) {
        self.use = use
        self.inputs = inputs
        self.targets = targets
    }

    /// The step of a use for batches like this one.
    init(_ use: Use, _ batch: Batch) {
        self.init(use: use, inputs: batch.inputs.map(\.type), targets: batch.targets.map(\.type))
    }
}
