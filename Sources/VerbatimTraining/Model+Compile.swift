import VerbatimCPU
import VerbatimGraph
import VerbatimNN
import VerbatimTensor

extension Model {
    /// Makes a trainer of the model.
    ///
    /// - Parameters:
    ///   - optimizer: The rule by which parameters move.
    ///   - loss: What is minimised, as the mean over the batch; the same for every output.
    ///   - metrics: What is reported besides; the same one may be given twice. They change nothing.
    ///   - seed: The seed of initial values, draws and the order of samples.
    ///   - draws: Where initial values and draws come from; by default all are keyed by the seed.
    ///   - executor: What compiles and runs the steps; nil takes the CPU's.
    ///   - dtypePolicy: The model's dtype policy, if it has none.
    ///   - autoScaleLoss: Whether an optimizer is put under a `LossScaleOptimizer` where the policy is `mixedFloat16`.
    ///   - microBatches: In how many parts at most a training step goes through its batch: the same bits in less memory.
    ///     A part holds whole leaves of every sum over samples (docs/Arithmetic.md). Steps that need all samples at once,
    ///     for batch statistics, are refused by name.
    /// - Throws: `VerbatimError` of the first layer that the model's stated input shapes do not suit.
    public func compile(
        optimizer: any Optimizer, loss: any Loss, metrics: [any Metric] = [], seed: Int = 0,
        draws: any DrawSource = .keyed, executor: (any Executor)? = nil, dtypePolicy: DTypePolicy? = nil,
        autoScaleLoss: Bool = true, microBatches: Int = 1
    ) throws -> Trainer {
        try compile(
            optimizer: optimizer, losses: outputs.map { _ in loss }, metrics: metrics, seed: seed, draws: draws,
            executor: executor, dtypePolicy: dtypePolicy, autoScaleLoss: autoScaleLoss,
            microBatches: microBatches)
    }

    /// Makes a trainer of a model with several outputs: one loss for each, and weights for their sum.
    public func compile(
        optimizer: any Optimizer, losses: [any Loss], lossWeights: [Double]? = nil, metrics: [any Metric] = [],
        seed: Int = 0, draws: any DrawSource = .keyed, executor: (any Executor)? = nil,
        dtypePolicy: DTypePolicy? = nil, autoScaleLoss: Bool = true, microBatches: Int = 1
    ) throws -> Trainer {
        guard losses.count == outputs.count, lossWeights == nil || lossWeights?.count == losses.count else {
            throw VerbatimError(
                .configuration, "the model was compiled with a wrong number of losses or weights",
                received: "\(losses.count) losses, \(lossWeights?.count ?? losses.count) weights",
                expected: "\(outputs.count) of each, one for each output")
        }
        guard microBatches >= 1 else {
            throw VerbatimError(
                .configuration, "a step has no such number of micro-batches", received: "\(microBatches)",
                expected: "1 or more")
        }
        let model = self.dtypePolicy == nil ? with(dtypePolicy: dtypePolicy) : self
        let isScaled = model.dtypePolicy != .mixedFloat16 || !autoScaleLoss || optimizer is LossScaleOptimizer
        return try Trainer(
            Program(
                model: model, optimizer: isScaled ? optimizer : LossScaleOptimizer(optimizer), losses: losses,
                lossWeights: lossWeights ?? losses.map { _ in 1 }, metrics: metrics, seed: seed, draws: draws,
                executor: try executor ?? CPUExecutor(), microBatches: microBatches))
    }
}
