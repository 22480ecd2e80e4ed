import VerbatimGraph
import VerbatimNN
import VerbatimTensor

/// What a callback sees: where the run is, its numbers and its state; and what it may do to the run between steps.
public final class CallbackContext {
    /// The epoch, counted from 0 over all calls of `fit`.
    public package(set) var epoch: Int = 0
    /// The step within the epoch, counted from 0.
    public internal(set) var batch: Int = 0
    /// The loss of the last step alone; NaN before the first.
    public internal(set) var stepLoss: Float = .nan
    /// The metrics' means over the last batch alone, in the order of the trainer's `metricNames` after `loss`.
    public internal(set) var stepMetrics: [Float] = []
    /// Loss and metrics: of the epoch so far after a step, of the whole epoch with its validation at its end.
    public package(set) var logs: [History.Entry] = []
    /// The epochs of this call of `fit`.
    public let epochs: Range<Int>
    /// Whether training stops after the current step.
    public private(set) var isStopped: Bool = false
    /// The learning rate that a callback has set; nil if none has.
    var rateThatWasSet: Double?
    /// What callbacks did to the run since it was last asked.
    private var changes: [StateChange] = []
    private let trainer: Trainer
    private let first: TrainingState?

    /// The context of a run of a trainer.
    package init(_ trainer: Trainer, epochs: Range<Int>) {
        self.trainer = trainer
        self.epochs = epochs
        first = try? trainer.state
    }

    /// The training state; holding on to it costs memory and changes nothing.
    public var state: TrainingState { (try? trainer.state) ?? first! }

    /// The model with the values that it has learned so far.
    public var model: Model { trainer.model }

    /// Stops training after the current step.
    public func stop() { isStopped = true }

    /// The number under a name; nil if there is none.
    public subscript(name: String) -> Float? { logs.first { $0.name == name }?.value }

    /// Adds a number to the epoch's, under a name that it does not have yet; at an epoch's end it enters the history.
    public func log(_ name: String, _ value: Float) {
        guard self[name] == nil else { return }
        logs.append(History.Entry(name: name, value: value))
    }

    /// The model as Keras prints it.
    public var summary: String { (try? trainer.summary()) ?? "" }

    /// The learning rate, where no schedule sets it; nil for an optimizer that has none.
    public var learningRate: Double? { trainer.learningRate }

    /// The rate of the next step where a schedule sets it; nil where none does.
    public var scheduledRate: Tensor? {
        let optimizer = trainer.program.optimizer
        let tuned = ((optimizer as? LossScaleOptimizer)?.inner.value ?? optimizer) as? TunedOptimizer
        return tuned?.schedule.map { $0.value(Tensor(Int64(state.step))) }
    }

    /// Goes on with another learning rate.
    ///
    /// - Throws: `VerbatimError` of code `configuration` for an optimizer without a rate, or with a schedule.
    public func setLearningRate(_ rate: Double) throws {
        if rate != trainer.learningRate { changes.append(.rate(rate)) }
        try trainer.setLearningRate(rate)
        rateThatWasSet = rate
    }

    /// The model's weights in the order of construction.
    public func getWeights() throws -> [NamedTensor] { try trainer.getWeights() }

    /// Gives the model other weights.
    ///
    /// - Throws: `VerbatimError` for a path that the model lacks, and for another type.
    public func setWeights(_ weights: [NamedTensor]) throws {
        try trainer.setWeights(weights)
        changes.append(.weights)
    }

    /// Sets the states that stateful recurrent layers carry from batch to batch to zeros.
    ///
    /// - Throws: `VerbatimError` if the shapes are not known yet.
    public func resetStates() throws { try trainer.resetStates() }

    /// Exchanges each parameter with the moving average that the optimizer keeps of it.
    ///
    /// - Throws: `VerbatimError` of code `configuration` for an optimizer that keeps none.
    public func swapAverages() throws {
        try trainer.swapAverages()
        changes.append(.averages)
    }

    /// What callbacks did to the run since the last call, in order.
    func takeChanges() -> [StateChange] {
        defer { changes = [] }
        return changes
    }

    /// Whether a number is better when it is greater; nil where its name does not tell.
    func isBetterGreater(_ name: String) -> Bool? {
        let bare = name.hasPrefix("val_") ? String(name.dropFirst(4)) : name
        guard bare != "loss" else { return false }
        let names = trainer.metricNames.dropFirst()
        guard let place = Array(names).firstIndex(of: bare) else { return nil }
        switch trainer.program.allMetrics[place] {
        case is any Loss, is RootMeanSquaredError: return false
        case is Mean, is Sum, is TruePositives, is FalsePositives, is TrueNegatives, is FalseNegatives: return nil
        default: return true
        }
    }
}
