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
    ///   - weightedMetrics: What is reported with samples weighed as in the loss.
    ///   - seed: The seed of initial values, draws and the order of samples.
    ///   - draws: Where initial values and draws come from; by default all are keyed by the seed.
    ///   - executor: What compiles and runs the steps; nil takes the CPU's.
    ///   - dtypePolicy: The model's dtype policy, if it has none.
    ///   - autoScaleLoss: Whether an optimizer is put under a `LossScaleOptimizer` where the policy is `mixedFloat16`.
    ///   - microBatches: In how many parts at most a training step goes through its batch: the same bits in less memory.
    ///     A part holds whole leaves of every sum over samples (docs/Arithmetic.md). Steps that need all samples at once,
    ///     for batch statistics, are refused by name.
    ///   - remat: Which of the model's values a step computes again rather than keeps, for the same bits in less memory;
    ///     nil takes the model's own.
    /// - Throws: `VerbatimError` of the first layer that the model's stated input shapes do not suit.
    public func compile(
        optimizer: any Optimizer, loss: any Loss, metrics: [any Metric] = [], weightedMetrics: [any Metric] = [],
        seed: Int = 0, draws: any DrawSource = .keyed, executor: (any Executor)? = nil,
        dtypePolicy: DTypePolicy? = nil, autoScaleLoss: Bool = true, microBatches: Int = 1, remat: Remat? = nil
    ) throws -> Trainer {
        try compile(
            optimizer: optimizer, losses: outputs.map { _ in loss }, metrics: metrics,
            weightedMetrics: weightedMetrics, seed: seed, draws: draws, executor: executor, dtypePolicy: dtypePolicy,
            autoScaleLoss: autoScaleLoss, microBatches: microBatches, remat: remat)
    }

    /// Makes a trainer of a model with several outputs: one loss for each, weights for their sum, and metrics of all.
    public func compile(
        optimizer: any Optimizer, losses: [any Loss], lossWeights: [Double]? = nil, metrics: [any Metric] = [],
        weightedMetrics: [any Metric] = [], seed: Int = 0, draws: any DrawSource = .keyed,
        executor: (any Executor)? = nil, dtypePolicy: DTypePolicy? = nil, autoScaleLoss: Bool = true,
        microBatches: Int = 1, remat: Remat? = nil
    ) throws -> Trainer {
        try compile(
            optimizer: optimizer, losses: losses, lossWeights: lossWeights,
            outputMetrics: outputs.map { _ in metrics }, outputWeightedMetrics: outputs.map { _ in weightedMetrics },
            seed: seed, draws: draws, executor: executor, dtypePolicy: dtypePolicy, autoScaleLoss: autoScaleLoss,
            microBatches: microBatches, remat: remat)
    }

    /// Makes a trainer of a model with several outputs: a loss and metrics of its own for each.
    ///
    /// - Parameters:
    ///   - optimizer: The rule by which parameters move.
    ///   - losses: A loss for each output.
    ///   - lossWeights: What each output's loss counts in the sum; nil counts each with 1.
    ///   - outputMetrics: The metrics of each output.
    ///   - outputWeightedMetrics: The metrics of each output with samples weighed as in the loss; nil means none.
    ///   - seed: The seed of initial values, draws and the order of samples.
    ///   - draws: Where initial values and draws come from.
    ///   - executor: What compiles and runs the steps; nil takes the CPU's.
    ///   - dtypePolicy: The model's dtype policy, if it has none.
    ///   - autoScaleLoss: Whether an optimizer is put under a `LossScaleOptimizer` where the policy is `mixedFloat16`.
    /// - Throws: `VerbatimError` for lists of wrong lengths, and of the first layer that the stated input shapes do not suit.
    public func compile(
        optimizer: any Optimizer, losses: [any Loss], lossWeights: [Double]? = nil,
        outputMetrics: [[any Metric]], outputWeightedMetrics: [[any Metric]]? = nil, seed: Int = 0,
        draws: any DrawSource = .keyed, executor: (any Executor)? = nil, dtypePolicy: DTypePolicy? = nil,
        autoScaleLoss: Bool = true, microBatches: Int = 1, remat: Remat? = nil
    ) throws -> Trainer {
        guard losses.count == outputs.count, lossWeights == nil || lossWeights?.count == losses.count else {
            throw VerbatimError(
                .configuration, "the model was compiled with a wrong number of losses or weights",
                received: "\(losses.count) losses, \(lossWeights?.count ?? losses.count) weights",
                expected: "\(outputs.count) of each, one for each output")
        }
        let weighted = outputWeightedMetrics ?? outputs.map { _ in [] }
        guard outputMetrics.count == outputs.count, weighted.count == outputs.count else {
            throw VerbatimError(
                .configuration, "the model was compiled with metrics for a wrong number of outputs",
                received: "\(outputMetrics.count) and \(weighted.count) lists", expected: "\(outputs.count)")
        }
        guard microBatches >= 1 else {
            throw VerbatimError(
                .configuration, "a step has no such number of micro-batches", received: "\(microBatches)",
                expected: "1 or more")
        }
        let model = (self.dtypePolicy == nil ? with(dtypePolicy: dtypePolicy) : self).with(remat: remat)
        let isScaled = model.dtypePolicy != .mixedFloat16 || !autoScaleLoss || optimizer is LossScaleOptimizer
        return try Trainer(
            Program(
                model: model, optimizer: isScaled ? optimizer : LossScaleOptimizer(optimizer), losses: losses,
                lossWeights: lossWeights ?? losses.map { _ in 1 }, metrics: outputMetrics, weightedMetrics: weighted,
                seed: seed, draws: draws, executor: try executor ?? CPUExecutor(), microBatches: microBatches))
    }
}
