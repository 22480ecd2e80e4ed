/// Watches a training run and may stop it; what looks changes nothing that is trained.
///
/// Every method does nothing by default, and may throw to end the run with an error.
public protocol Callback: AnyObject {
    /// Called before the first step.
    func onTrainBegin(_ context: CallbackContext) throws
    /// Called before an epoch's first step.
    func onEpochBegin(_ context: CallbackContext) throws
    /// Called after every step.
    func onBatchEnd(_ context: CallbackContext) throws
    /// Called before the validation of an epoch.
    func onTestBegin(_ context: CallbackContext) throws
    /// Called after the validation of an epoch.
    func onTestEnd(_ context: CallbackContext) throws
    /// Called after an epoch and its validation.
    func onEpochEnd(_ context: CallbackContext) throws
    /// Called after the last step.
    func onTrainEnd(_ context: CallbackContext) throws
}

extension Callback {
    /// Does nothing.
    public func onTrainBegin(_ context: CallbackContext) throws {}
    /// Does nothing.
    public func onEpochBegin(_ context: CallbackContext) throws {}
    /// Does nothing.
    public func onBatchEnd(_ context: CallbackContext) throws {}
    /// Does nothing.
    public func onTestBegin(_ context: CallbackContext) throws {}
    /// Does nothing.
    public func onTestEnd(_ context: CallbackContext) throws {}
    /// Does nothing.
    public func onEpochEnd(_ context: CallbackContext) throws {}
    /// Does nothing.
    public func onTrainEnd(_ context: CallbackContext) throws {}
}
