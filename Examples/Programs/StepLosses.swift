import Verbatim

/// Keeps every step's loss, and ends training after a number of steps.
final class StepLosses: StatefulCallback {
    /// The bits of every step's loss, and of the last one with its metrics.
    struct State: Codable {
        var losses: [UInt32] = []
        var last: [UInt32] = []
    }

    var state = State()
    private let limit: Int?
    private let show: ([Float]) -> Void

    /// - Parameter show: Gets loss and metrics of each step's batch.
    init(limit: Int?, show: @escaping ([Float]) -> Void = { _ in }) {
        self.limit = limit
        self.show = show
    }

    /// Every step's loss.
    var losses: [Float] { state.losses.map(Float.init(bitPattern:)) }
    /// Loss and metrics of the last step.
    var last: [Float] { state.last.map(Float.init(bitPattern:)) }

    func onBatchEnd(_ context: CallbackContext) throws {
        state.losses.append(context.stepLoss.bitPattern)
        state.last = [context.stepLoss.bitPattern] + context.stepMetrics.map(\.bitPattern)
        show(last)
        if state.losses.count == limit { context.stop() }
    }
}
