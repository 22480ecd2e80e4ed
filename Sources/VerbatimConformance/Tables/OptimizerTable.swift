import Verbatim

/// Optimizers by Keras' class names.
enum OptimizerTable {
    /// The optimizer of a class with its arguments; options that all optimizers have wrap it.
    ///
    /// - Parameter excluded: Parameters that do not shrink.
    static func optimizer(
        _ name: String, _ config: KerasConfig, excludingFromWeightDecay excluded: [String] = []
    ) throws -> any Optimizer {
        if name == "LossScaleOptimizer" {
            guard let inner = try config.nested("inner_optimizer") else { throw Unsupported("no inner optimizer") }
            let optimizer = LossScaleOptimizer(
                try optimizer(inner.className, inner.config),
                initialScale: try config.number("initial_scale", default: 32768),
                dynamicGrowthSteps: try config.integer("dynamic_growth_steps", default: 2000))
            try config.finish()
            return optimizer
        }
        let (schedule, rate) = try rate(config)
        var bare = try make(name, config, excluded)
        if let rate { bare.learningRate = rate }
        let decay = ["AdamW", "Muon"].contains(name) ? 0 : try config.number("weight_decay", default: 0)
        let tuned = bare.with(
            schedule: schedule, weightDecay: decay, excludeFromWeightDecay: excluded,
            clipnorm: try config.number("clipnorm"), clipvalue: try config.number("clipvalue"),
            globalClipnorm: try config.number("global_clipnorm"), useEMA: try config.flag("use_ema", default: false),
            emaMomentum: try config.number("ema_momentum", default: 0.99),
            emaOverwriteFrequency: try config.integer("ema_overwrite_frequency"),
            lossScaleFactor: try config.number("loss_scale_factor"),
            gradientAccumulationSteps: try config.integer("gradient_accumulation_steps"))
        try config.finish(ignoring: ["name", "relative_step"])
        let isPlain =
            schedule == nil && decay == 0 && tuned.clipnorm == nil && tuned.clipvalue == nil
            && tuned.globalClipnorm == nil && !tuned.useEMA && tuned.lossScaleFactor == nil
            && tuned.gradientAccumulationSteps == nil
        return isPlain ? bare : tuned
    }

    /// The learning rate: a schedule, a number, or the optimizer's own.
    private static func rate(_ config: KerasConfig) throws -> ((any LearningRateSchedule)?, Double?) {
        guard case .object? = config.raw("learning_rate") else { return (nil, try config.number("learning_rate")) }
        guard let nested = try config.nested("learning_rate") else { return (nil, nil) }
        return (try ScheduleTable.schedule(nested.className, nested.config), nil)
    }

    private static func make(
        _ name: String, _ config: KerasConfig, _ excluded: [String]
    ) throws -> any RatedOptimizer {
        func number(_ name: String, _ other: Double) throws -> Double { try config.number(name, default: other) }
        func flag(_ name: String, _ other: Bool) throws -> Bool { try config.flag(name, default: other) }
        switch name.lowercased() {
        case "adadelta":
            return Adadelta(rho: try number("rho", 0.95), epsilon: try number("epsilon", 1e-7))
        case "adafactor":
            return Adafactor(
                beta2Decay: try number("beta_2_decay", -0.8), epsilon1: try number("epsilon_1", 1e-30),
                epsilon2: try number("epsilon_2", 1e-3), clipThreshold: try number("clip_threshold", 1))
        case "adagrad":
            return Adagrad(
                initialAccumulatorValue: try number("initial_accumulator_value", 0.1),
                epsilon: try number("epsilon", 1e-7))
        case "adam":
            return Adam(
                beta1: try number("beta_1", 0.9), beta2: try number("beta_2", 0.999),
                epsilon: try number("epsilon", 1e-7), amsgrad: try flag("amsgrad", false))
        case "adamw":
            return AdamW(
                weightDecay: try number("weight_decay", 0.004), beta1: try number("beta_1", 0.9),
                beta2: try number("beta_2", 0.999), epsilon: try number("epsilon", 1e-7),
                amsgrad: try flag("amsgrad", false), excludeFromWeightDecay: excluded)
        case "adamax":
            return Adamax(
                beta1: try number("beta_1", 0.9), beta2: try number("beta_2", 0.999),
                epsilon: try number("epsilon", 1e-7))
        case "ftrl":
            return Ftrl(
                learningRatePower: try number("learning_rate_power", -0.5),
                initialAccumulatorValue: try number("initial_accumulator_value", 0.1),
                l1RegularizationStrength: try number("l1_regularization_strength", 0),
                l2RegularizationStrength: try number("l2_regularization_strength", 0),
                l2ShrinkageRegularizationStrength: try number("l2_shrinkage_regularization_strength", 0),
                beta: try number("beta", 0))
        case "lamb":
            return Lamb(
                beta1: try number("beta_1", 0.9), beta2: try number("beta_2", 0.999),
                epsilon: try number("epsilon", 1e-7))
        case "lion": return Lion(beta1: try number("beta_1", 0.9), beta2: try number("beta_2", 0.99))
        case "muon":
            return Muon(
                weightDecay: try number("weight_decay", 0.004),
                adamWeightDecay: try number("adam_weight_decay", 0.004), adamBeta1: try number("adam_beta_1", 0.9),
                adamBeta2: try number("adam_beta_2", 0.999), epsilon: try number("epsilon", 1e-7),
                excludeLayers: (config.list("exclude_layers") ?? []).compactMap {
                    if case .string(let name) = $0 { name } else { nil }
                }, excludeEmbeddings: try flag("exclude_embeddings", true),
                coefficients: [
                    try number("muon_a", 3.4445), try number("muon_b", -4.7750), try number("muon_c", 2.0315),
                ], adamLearningRateRatio: try number("adam_lr_ratio", 1), momentum: try number("momentum", 0.95),
                nsSteps: try config.integer("ns_steps", default: 5), nesterov: try flag("nesterov", true),
                rmsRate: config.states("rms_rate") ? try config.number("rms_rate") : 0.2,
                excludeFromWeightDecay: excluded)
        case "nadam":
            return Nadam(
                beta1: try number("beta_1", 0.9), beta2: try number("beta_2", 0.999),
                epsilon: try number("epsilon", 1e-7))
        case "rmsprop":
            return RMSprop(
                rho: try number("rho", 0.9), momentum: try number("momentum", 0),
                epsilon: try number("epsilon", 1e-7), centered: try flag("centered", false))
        case "schedulefreeadamw":
            return ScheduleFreeAdamW(
                beta1: try number("beta_1", 0.9), beta2: try number("beta_2", 0.999),
                epsilon: try number("epsilon", 1e-8), warmupSteps: try config.integer("warmup_steps", default: 0))
        case "sgd":
            return SGD(momentum: try number("momentum", 0), nesterov: try flag("nesterov", false))
        default: throw Unsupported("optimizer \(name)")
        }
    }
}
