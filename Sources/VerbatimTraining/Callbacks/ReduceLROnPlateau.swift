import VerbatimGraph

/// Multiplies the learning rate when a number has not become better for some epochs.
///
/// The rate enters the epoch's numbers as `learning_rate`. State and rate are part of a run's checkpoints.
public final class ReduceLROnPlateau: StatefulCallback {
    /// What is kept between epochs.
    public struct State: Sendable, Hashable, Codable {
        /// The epochs since the number became better.
        public var wait: Int = 0
        /// The best number; nil before the first.
        public var best: Float?
        /// The epochs that are still not counted after a reduction.
        public var cooldown: Int = 0
    }

    /// The number that is watched, such as `val_loss`.
    public let monitor: String
    /// What the rate is multiplied by, below 1.
    public let factor: Double
    /// After how many epochs without a better number.
    public let patience: Int
    /// When it is better.
    public let mode: MonitorMode
    /// By how much it has to become better to count.
    public let minDelta: Double
    /// How many epochs are not counted after a reduction.
    public let cooldown: Int
    /// The least rate.
    public let minLR: Double
    /// What is kept between epochs.
    public var state: State = .init()

    /// Makes the callback of its options.
    public init(
        monitor: String = "val_loss", factor: Double = 0.1, patience: Int = 10, mode: MonitorMode = .auto,
        minDelta: Double = 1e-4, cooldown: Int = 0, minLR: Double = 0
    ) {
        self.monitor = monitor
        self.factor = factor
        self.patience = patience
        self.mode = mode
        self.minDelta = minDelta.magnitude
        self.cooldown = cooldown
        self.minLR = minLR
    }

    /// Starts anew.
    ///
    /// - Throws: `VerbatimError` of code `configuration` for a factor that reduces nothing.
    public func onTrainBegin(_ context: CallbackContext) throws {
        guard factor < 1 else {
            throw VerbatimError(
                .configuration, "a factor reduces no learning rate", received: "\(factor)", expected: "below 1")
        }
        state = State()
    }

    /// Looks at the number; where there is none, nothing happens.
    public func onEpochEnd(_ context: CallbackContext) throws {
        let rate = context.learningRate.map { Float($0) }
        if let rate { context.log("learning_rate", rate) }
        guard let current = context[monitor] else { return }
        if state.cooldown > 0 {
            state.cooldown -= 1
            state.wait = 0
        }
        if try mode.isBetter(current, than: state.best, by: minDelta, monitor: monitor, context) {
            state.best = current
            state.wait = 0
        } else if state.cooldown == 0 {
            state.wait += 1
            if state.wait >= patience, let rate, rate > Float(minLR) {
                // As in Keras, the rate is an f32 that is multiplied in f64.
                try context.setLearningRate(max(Double(rate) * factor, minLR))
                state.cooldown = cooldown
                state.wait = 0
            }
        }
    }
}
