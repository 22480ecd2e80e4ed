/// What a callback sees: where the run is, its numbers and its state, and a flag that stops it.
public final class CallbackContext {
    /// The epoch, counted from 0 over all calls of `fit`.
    public internal(set) var epoch: Int = 0
    /// The step within the epoch, counted from 0.
    public internal(set) var batch: Int = 0
    /// The loss of the last step alone; NaN before the first.
    public internal(set) var stepLoss: Float = .nan
    /// Loss and metrics: of the epoch so far after a step, of the whole epoch with its validation at its end.
    public internal(set) var logs: [History.Entry] = []
    /// Whether training stops after the current step.
    public private(set) var isStopped: Bool = false
    private let currentState: () -> TrainingState

    init(state: @escaping () -> TrainingState) { currentState = state }

    /// The training state; holding on to it costs memory and changes nothing.
    public var state: TrainingState { currentState() }

    /// Stops training after the current step.
    public func stop() { isStopped = true }

    /// The number under a name; nil if there is none.
    public subscript(name: String) -> Float? { logs.first { $0.name == name }?.value }
}
