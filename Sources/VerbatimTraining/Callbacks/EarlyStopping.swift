import VerbatimGraph
import VerbatimNN

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Stops training when a number has not become better for some epochs.
///
/// Its state, best weights included, is part of a run's checkpoints.
public final class EarlyStopping: StatefulCallback {
    /// What is kept between epochs.
    public struct State: Sendable, Hashable, Codable {
        /// A weight: its path and its bytes.
        public struct Weight: Sendable, Hashable, Codable {
            /// The structural path.
            public var path: String
            /// The elements, row-major and little-endian.
            public var bytes: Data
        }

        /// The epochs since the number became better.
        public var wait: Int = 0
        /// The best number; nil before the first.
        public var best: Float?
        /// The epoch of the best number.
        public var bestEpoch: Int = 0
        /// The epoch at whose end training was stopped; nil if it was not.
        public var stoppedEpoch: Int?
        /// The weights of the best epoch, where they are to be restored.
        public var weights: [Weight]?
    }

    /// The number that is watched, such as `val_loss`.
    public let monitor: String
    /// By how much it has to become better to count.
    public let minDelta: Double
    /// After how many epochs without it training stops.
    public let patience: Int
    /// When it is better.
    public let mode: MonitorMode
    /// What it has to be better than; nil means its own best.
    public let baseline: Double?
    /// Whether the model ends with the weights of the best epoch.
    public let restoreBestWeights: Bool
    /// How many epochs are not looked at.
    public let startFromEpoch: Int
    /// What is kept between epochs.
    public var state: State = .init()

    /// Makes the callback of its options.
    public init(
        monitor: String = "val_loss", minDelta: Double = 0, patience: Int = 0, mode: MonitorMode = .auto,
        baseline: Double? = nil, restoreBestWeights: Bool = false, startFromEpoch: Int = 0
    ) {
        self.monitor = monitor
        self.minDelta = minDelta.magnitude
        self.patience = patience
        self.mode = mode
        self.baseline = baseline
        self.restoreBestWeights = restoreBestWeights
        self.startFromEpoch = startFromEpoch
    }

    /// Starts anew.
    public func onTrainBegin(_ context: CallbackContext) throws { state = State() }

    /// Looks at the number; where there is none, nothing happens.
    public func onEpochEnd(_ context: CallbackContext) throws {
        let epoch = context.epoch - context.epochs.lowerBound
        guard let current = context[monitor], epoch >= startFromEpoch else { return }
        if restoreBestWeights, state.weights == nil { try keep(context) }
        state.wait += 1
        if try mode.isBetter(current, than: state.best, by: minDelta, monitor: monitor, context) {
            state.best = current
            state.bestEpoch = context.epoch
            if restoreBestWeights { try keep(context) }
            let bar = baseline.map { Float($0) }
            if try mode.isBetter(current, than: bar, by: minDelta, monitor: monitor, context) { state.wait = 0 }
            return
        }
        if state.wait >= patience, epoch > 0 {
            state.stoppedEpoch = context.epoch
            context.stop()
        }
    }

    /// Puts the best weights back.
    public func onTrainEnd(_ context: CallbackContext) throws {
        guard restoreBestWeights, let weights = state.weights else { return }
        let types = Dictionary(uniqueKeysWithValues: try context.getWeights().map { ($0.path, $0.value.type) })
        try context.setWeights(
            weights.compactMap { weight in
                guard let type = types[weight.path] else { return nil }
                return NamedTensor(
                    weight.path, try weight.bytes.withUnsafeBytes { try TensorValue(type: type, bytes: $0) })
            })
    }

    private func keep(_ context: CallbackContext) throws {
        state.bestEpoch = context.epoch
        state.weights = try context.getWeights().map { named in
            State.Weight(path: named.path, bytes: named.value.withUnsafeBytes { Data($0) })
        }
    }
}
