import VerbatimNN

/// What a callback sees: where the run is, its numbers and its state, and a flag that stops it.
public final class CallbackContext {
    /// The epoch, counted from 0 over all calls of `fit`.
    public internal(set) var epoch: Int = 0
    /// The step within the epoch, counted from 0.
    public internal(set) var batch: Int = 0
    /// The loss of the last step alone; NaN before the first.
    public internal(set) var stepLoss: Float = .nan
    /// The metrics' means over the last batch alone, in the order of the trainer's `metricNames` after `loss`.
    public internal(set) var stepMetrics: [Float] = []
    /// Loss and metrics: of the epoch so far after a step, of the whole epoch with its validation at its end.
    public internal(set) var logs: [History.Entry] = []
    /// Whether training stops after the current step.
    public private(set) var isStopped: Bool = false
    private let currentState: () -> TrainingState
    private let currentModel: () -> Model

    init(state: @escaping () -> TrainingState, model: @escaping () -> Model) {
        currentState = state
        currentModel = model
    }

    /// The training state; holding on to it costs memory and changes nothing.
    public var state: TrainingState { currentState() }

    /// The model with the values that it has learned so far.
    public var model: Model { currentModel() }

    /// Stops training after the current step.
    public func stop() { isStopped = true }

    /// The number under a name; nil if there is none.
    public subscript(name: String) -> Float? { logs.first { $0.name == name }?.value }
}
