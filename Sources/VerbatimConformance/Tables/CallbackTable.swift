import Verbatim

/// Callbacks by Keras' class names.
enum CallbackTable {
    /// The callback of a class with its arguments, for a run whose epochs Keras counts from another than 0.
    static func callback(_ name: String, _ config: KerasConfig, firstEpoch: Int = 0) throws -> any Callback {
        let callback = try make(name, config, firstEpoch)
        try config.finish(ignoring: ["name", "verbose"])
        return callback
    }

    private static func make(_ name: String, _ config: KerasConfig, _ first: Int) throws -> any Callback {
        func mode() throws -> MonitorMode {
            guard let mode = MonitorMode(rawValue: try config.text("mode", default: "auto")) else {
                throw Unsupported("mode of a callback")
            }
            return mode
        }
        let monitor = try config.text("monitor", default: "val_loss")
        let patience = try config.integer("patience")
        switch name {
        case "EarlyStopping":
            return EarlyStopping(
                monitor: monitor, minDelta: try config.number("min_delta", default: 0), patience: patience ?? 0,
                mode: try mode(), baseline: try config.number("baseline"),
                restoreBestWeights: try config.flag("restore_best_weights", default: false),
                startFromEpoch: max(0, try config.integer("start_from_epoch", default: 0) - first))
        case "ReduceLROnPlateau":
            return ReduceLROnPlateau(
                monitor: monitor, factor: try config.number("factor", default: 0.1), patience: patience ?? 10,
                mode: try mode(), minDelta: try config.number("min_delta", default: 1e-4),
                cooldown: try config.integer("cooldown", default: 0), minLR: try config.number("min_lr", default: 0))
        case "LearningRateSchedulerTable":
            let rates = try config.numbers("table") ?? config.numbers("values") ?? []
            return LearningRateScheduler { epoch, rate in
                rates.indices.contains(epoch + first) ? rates[epoch + first] : rate
            }
        case "SwapEMAWeights":
            return SwapEMAWeights(swapOnEpoch: try config.flag("swap_on_epoch", default: false))
        case "TerminateOnNaN": return TerminateOnNaN()
        default: throw Unsupported("callback \(name)")
        }
    }
}
