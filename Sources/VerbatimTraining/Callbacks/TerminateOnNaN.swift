/// Stops training after a step whose loss is not a finite number, rather than throwing.
///
/// `fit` throws on such a loss by itself, and the state stays that of before the step; under Keras' name the callback is
/// kept for programs that name it.
public final class TerminateOnNaN: StatelessCallback {
    /// Makes the callback.
    public init() {}

    /// Stops where the loss is not finite.
    public func onBatchEnd(_ context: CallbackContext) throws {
        if !context.stepLoss.isFinite { context.stop() }
    }
}
