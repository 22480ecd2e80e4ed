/// What a callback did to a run between two steps; the ledger holds it, so that the run can be made again.
enum StateChange: Hashable {
    /// It set another learning rate.
    case rate(Double)
    /// It exchanged parameters and their averages.
    case averages
    /// It gave the model weights of its own.
    case weights

    /// When callbacks acted.
    enum Moment: String {
        /// Between two steps, or around an epoch.
        case training
        /// After the steps of an epoch, before its validation.
        case beforeValidation
        /// After an epoch's validation.
        case afterValidation
    }
}
