import Verbatim

/// Keeps every step's loss, and ends training after a number of steps.
final class StepLosses: StatefulCallback {
    private(set) var losses: [Float] = []
    private let limit: Int?

    init(limit: Int?) { self.limit = limit }

    /// The losses' bits.
    var state: [UInt32] {
        get { losses.map(\.bitPattern) }
        set { losses = newValue.map(Float.init(bitPattern:)) }
    }

    func onBatchEnd(_ context: CallbackContext) throws {
        losses.append(context.stepLoss)
        if losses.count == limit { context.stop() }
    }
}
