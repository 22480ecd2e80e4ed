/// A callback of closures, each called at its moment.
///
/// It promises, as every `StatelessCallback` does, that nothing of it is needed where a run goes on.
public final class LambdaCallback: StatelessCallback {
    private let trainBegin: ((CallbackContext) throws -> Void)?
    private let epochBegin: ((CallbackContext) throws -> Void)?
    private let batchEnd: ((CallbackContext) throws -> Void)?
    private let epochEnd: ((CallbackContext) throws -> Void)?
    private let trainEnd: ((CallbackContext) throws -> Void)?

    /// Makes the callback of its closures; those that are missing do nothing.
    public init(
        onTrainBegin: ((CallbackContext) throws -> Void)? = nil,
        onEpochBegin: ((CallbackContext) throws -> Void)? = nil,
        onBatchEnd: ((CallbackContext) throws -> Void)? = nil, onEpochEnd: ((CallbackContext) throws -> Void)? = nil,
        onTrainEnd: ((CallbackContext) throws -> Void)? = nil
    ) {
        trainBegin = onTrainBegin
        epochBegin = onEpochBegin
        batchEnd = onBatchEnd
        epochEnd = onEpochEnd
        trainEnd = onTrainEnd
    }

    /// Calls its closure.
    public func onTrainBegin(_ context: CallbackContext) throws { try trainBegin?(context) }
    /// Calls its closure.
    public func onEpochBegin(_ context: CallbackContext) throws { try epochBegin?(context) }
    /// Calls its closure.
    public func onBatchEnd(_ context: CallbackContext) throws { try batchEnd?(context) }
    /// Calls its closure.
    public func onEpochEnd(_ context: CallbackContext) throws { try epochEnd?(context) }
    /// Calls its closure.
    public func onTrainEnd(_ context: CallbackContext) throws { try trainEnd?(context) }
}
