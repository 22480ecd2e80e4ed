/// Where a call of `fit` stands between two steps, and what it has gathered: all that its state tree holds beside the
/// training state.
struct FitPlace {
    /// The epoch that the call began with.
    let firstEpoch: Int
    /// The steps made in the running epoch.
    var batch = 0
    /// Whether callbacks were told that the epoch begins.
    var isEpochOpen = false
    /// Whether a callback has asked to stop.
    var isStopped = false
    /// Whether the call has done all that it had to.
    var isFinished = false
    /// The loss of the last step alone.
    var stepLoss: Float = .nan
    /// The totals of the running epoch.
    var totals: Totals
    /// The epochs that ended.
    var history = History()
    /// The learning rate that a callback has set; nil if none has.
    var learningRate: Double?
}
