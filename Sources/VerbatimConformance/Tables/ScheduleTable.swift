import Verbatim

/// Learning rate schedules by Keras' class names.
enum ScheduleTable {
    /// The schedule of a class with its arguments.
    static func schedule(_ name: String, _ config: KerasConfig) throws -> any LearningRateSchedule {
        let schedule = try make(name, config)
        try config.finish()
        return schedule
    }

    private static func make(_ name: String, _ config: KerasConfig) throws -> any LearningRateSchedule {
        let initial = try config.number("initial_learning_rate", default: 0)
        func steps() throws -> Int { try config.integer("decay_steps", default: 1) }
        switch name {
        case "CosineDecay":
            return CosineDecay(
                initialLearningRate: initial, decaySteps: try steps(), alpha: try config.number("alpha", default: 0),
                warmupTarget: try config.number("warmup_target"),
                warmupSteps: try config.integer("warmup_steps", default: 0))
        case "CosineDecayRestarts":
            return CosineDecayRestarts(
                initialLearningRate: initial, firstDecaySteps: try config.integer("first_decay_steps", default: 1),
                tMul: try config.number("t_mul", default: 2), mMul: try config.number("m_mul", default: 1),
                alpha: try config.number("alpha", default: 0))
        case "ExponentialDecay":
            return ExponentialDecay(
                initialLearningRate: initial, decaySteps: try steps(),
                decayRate: try config.number("decay_rate", default: 1),
                staircase: try config.flag("staircase", default: false))
        case "InverseTimeDecay":
            return InverseTimeDecay(
                initialLearningRate: initial, decaySteps: try steps(),
                decayRate: try config.number("decay_rate", default: 1),
                staircase: try config.flag("staircase", default: false))
        case "PiecewiseConstantDecay":
            return PiecewiseConstantDecay(
                boundaries: try config.integers("boundaries") ?? [], values: try config.numbers("values") ?? [])
        case "PolynomialDecay":
            return PolynomialDecay(
                initialLearningRate: initial, decaySteps: try steps(),
                endLearningRate: try config.number("end_learning_rate", default: 0.0001),
                power: try config.number("power", default: 1), cycle: try config.flag("cycle", default: false))
        default: throw Unsupported("schedule \(name)")
        }
    }
}
