import Verbatim

/// Keeps every step's loss, and ends training after a number of steps.
final class StepLosses: Callback {
    private(set) var losses: [Float] = []
    private let limit: Int?

    init(limit: Int?) { self.limit = limit }

    func onBatchEnd(_ context: CallbackContext) throws {
        losses.append(context.stepLoss)
        if losses.count == limit { context.stop() }
    }
}
