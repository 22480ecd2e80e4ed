/// Sets the learning rate before each epoch by a function of the epoch and the rate so far.
///
/// The rate enters the epoch's numbers as `learning_rate`, and is part of a run's checkpoints.
public final class LearningRateScheduler: StatelessCallback {
    private let schedule: (_ epoch: Int, _ rate: Double) -> Double

    /// Makes the callback of its function.
    public init(_ schedule: @escaping (_ epoch: Int, _ rate: Double) -> Double) { self.schedule = schedule }

    /// Sets the rate.
    ///
    /// - Throws: `VerbatimError` of code `configuration` for an optimizer without a rate, or with a schedule.
    public func onEpochBegin(_ context: CallbackContext) throws {
        try context.setLearningRate(schedule(context.epoch, context.learningRate ?? 0))
    }

    /// Adds the rate to the epoch's numbers.
    public func onEpochEnd(_ context: CallbackContext) throws {
        if let rate = context.learningRate { context.log("learning_rate", Float(rate)) }
    }
}
