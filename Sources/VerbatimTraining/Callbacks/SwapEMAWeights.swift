/// Puts the moving averages of parameters in their place while a model is validated, and maybe between epochs.
///
/// For optimizers with `useEMA: true`; training itself goes on from the parameters.
public final class SwapEMAWeights: StatefulCallback {
    /// What is kept: whether the averages stand in the parameters' place.
    public struct State: Sendable, Hashable, Codable {
        /// Whether the averages stand in the parameters' place.
        public var isSwapped: Bool = false
    }

    /// Whether the averages stay in place from the end of an epoch to the begin of the next.
    public let swapOnEpoch: Bool
    /// Whether the averages stand in the parameters' place.
    public var state: State = .init()

    /// Makes the callback.
    public init(swapOnEpoch: Bool = false) { self.swapOnEpoch = swapOnEpoch }

    /// Puts the parameters back.
    public func onEpochBegin(_ context: CallbackContext) throws {
        if swapOnEpoch { try swap(context, to: false) }
    }

    /// Puts the averages in place for the validation.
    public func onTestBegin(_ context: CallbackContext) throws {
        try swap(context, to: true)
    }

    /// Puts the parameters back after the validation.
    public func onTestEnd(_ context: CallbackContext) throws {
        try swap(context, to: false)
    }

    /// Puts the averages in place.
    public func onEpochEnd(_ context: CallbackContext) throws {
        guard swapOnEpoch else { return }
        try swap(context, to: true)
        // What ends with the averages must not exchange them once more.
        if context.epoch == context.epochs.upperBound - 1 || context.isStopped { try swap(context, to: false) }
    }

    private func swap(_ context: CallbackContext, to isSwapped: Bool) throws {
        guard state.isSwapped != isSwapped else { return }
        try context.swapAverages()
        state.isSwapped = isSwapped
    }
}
