import Verbatim

/// Losses by Keras' class and function names.
enum LossTable {
    /// The loss of a class with its arguments, under its reduction.
    static func loss(_ name: String, _ config: KerasConfig) throws -> any Loss {
        let loss = try make(name, config)
        let reduction = try reduction(try config.text("reduction"), isStated: config.states("reduction"))
        try config.finish(ignoring: ["name", "dtype"])
        return reduction == .sumOverBatchSize ? loss : loss.reduced(reduction)
    }

    private static func reduction(_ name: String?, isStated: Bool) throws -> LossReduction {
        switch name {
        case nil: isStated ? .none : .sumOverBatchSize
        case "none": .none
        case "sum": .sum
        case "mean": .mean
        case "sum_over_batch_size": .sumOverBatchSize
        case "mean_with_sample_weight": .meanWithSampleWeight
        default: throw Unsupported("reduction \(name ?? "")")
        }
    }

    private static func make(_ name: String, _ config: KerasConfig) throws -> any Loss {
        func fromLogits() throws -> Bool { try config.flag("from_logits", default: false) }
        func smoothing() throws -> Double { try config.number("label_smoothing", default: 0) }
        func axis() throws -> Int { try config.integer("axis", default: -1) }
        switch name {
        case "BinaryCrossentropy", "binary_crossentropy":
            return BinaryCrossentropy(fromLogits: try fromLogits(), labelSmoothing: try smoothing(), axis: try axis())
        case "BinaryFocalCrossentropy", "binary_focal_crossentropy":
            return BinaryFocalCrossentropy(
                applyClassBalancing: try config.flag("apply_class_balancing", default: false),
                alpha: try config.number("alpha", default: 0.25), gamma: try config.number("gamma", default: 2),
                fromLogits: try fromLogits(), labelSmoothing: try smoothing(), axis: try axis())
        case "CategoricalCrossentropy", "categorical_crossentropy":
            return CategoricalCrossentropy(
                fromLogits: try fromLogits(), labelSmoothing: try smoothing(), axis: try axis())
        case "CategoricalFocalCrossentropy", "categorical_focal_crossentropy":
            let alphas = try config.numbers("alpha") ?? [0.25]
            return CategoricalFocalCrossentropy(
                alpha: alphas[0], alphas: alphas.count > 1 ? alphas : nil,
                gamma: try config.number("gamma", default: 2),
                fromLogits: try fromLogits(), labelSmoothing: try smoothing(), axis: try axis())
        case "CategoricalGeneralizedCrossEntropy", "categorical_generalized_cross_entropy":
            return CategoricalGeneralizedCrossEntropy(q: try config.number("q", default: 0.5))
        case "CategoricalHinge", "categorical_hinge": return CategoricalHinge()
        case "Circle", "circle":
            return Circle(
                gamma: try config.number("gamma", default: 80), margin: try config.number("margin", default: 0.4),
                removeDiagonal: try config.flag("remove_diagonal", default: true))
        case "CTC", "ctc": return CTC()
        case "CosineSimilarity", "cosine_similarity": return CosineSimilarity(axis: try axis())
        case "Dice", "dice": return Dice(axes: try config.integers("axis"))
        case "Hinge", "hinge": return Hinge()
        case "Huber", "huber": return Huber(delta: try config.number("delta", default: 1))
        case "KLDivergence", "kl_divergence": return KLDivergence()
        case "LogCosh", "log_cosh": return LogCosh()
        case "MeanAbsoluteError", "mean_absolute_error", "mae": return MeanAbsoluteError()
        case "MeanAbsolutePercentageError", "mean_absolute_percentage_error", "mape":
            return MeanAbsolutePercentageError()
        case "MeanSquaredError", "mean_squared_error", "mse": return MeanSquaredError()
        case "MeanSquaredLogarithmicError", "mean_squared_logarithmic_error", "msle":
            return MeanSquaredLogarithmicError()
        case "Poisson", "poisson": return Poisson()
        case "SparseCategoricalCrossentropy", "sparse_categorical_crossentropy":
            guard try axis() == -1 else { throw Unsupported("classes along another axis") }
            return SparseCategoricalCrossentropy(
                fromLogits: try fromLogits(), ignoreClass: try config.integer("ignore_class"))
        case "SquaredHinge", "squared_hinge": return SquaredHinge()
        case "Tversky", "tversky":
            return Tversky(
                alpha: try config.number("alpha", default: 0.5), beta: try config.number("beta", default: 0.5),
                axes: try config.integers("axis"))
        default: throw Unsupported("loss \(name)")
        }
    }
}
