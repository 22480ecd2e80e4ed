import Verbatim

/// Functions and optimizers of Keras 2.2.4 by their names.
enum LegacyTable {
    /// The loss or metric of a name.
    static func function(_ name: String) throws -> any Metric {
        switch name {
        case "binary_accuracy": BinaryAccuracy()
        case "binary_crossentropy": BinaryCrossentropy()
        case "categorical_accuracy": CategoricalAccuracy()
        case "categorical_crossentropy": CategoricalCrossentropy()
        case "categorical_hinge": CategoricalHinge()
        case "cosine_proximity": CosineSimilarity()
        case "hinge": Hinge.keras2
        case "kullback_leibler_divergence": KLDivergence()
        case "logcosh": LogCosh()
        case "mean_absolute_error": MeanAbsoluteError()
        case "mean_absolute_percentage_error": MeanAbsolutePercentageError()
        case "mean_squared_error": MeanSquaredError()
        case "mean_squared_logarithmic_error": MeanSquaredLogarithmicError()
        case "poisson": Poisson()
        case "sparse_categorical_crossentropy": SparseCategoricalCrossentropy()
        case "sparse_categorical_accuracy": SparseCategoricalAccuracy()
        case "top_k_categorical_accuracy": TopKCategoricalAccuracy()
        case "sparse_top_k_categorical_accuracy": SparseTopKCategoricalAccuracy()
        case "squared_hinge": SquaredHinge.keras2
        default: throw Unsupported("function \(name)")
        }
    }

    /// The optimizer of a class with its arguments, and its rate before decay.
    static func optimizer(_ name: String, _ config: KerasConfig) throws -> (optimizer: any Optimizer, decay: Double) {
        func number(_ name: String, _ other: Double) throws -> Double { try config.number(name, default: other) }
        let epsilon = try number("epsilon", 1e-7)
        let decay = try number("decay", 0)
        let (beta1, beta2) = (try number("beta_1", 0.9), try number("beta_2", 0.999))
        let bare: any Optimizer
        switch name {
        case "Adadelta":
            bare = Adadelta.keras2(
                learningRate: try number("lr", 1), rho: try number("rho", 0.95), epsilon: epsilon, decay: decay)
        case "Adagrad":
            bare = Adagrad.keras2(learningRate: try number("lr", 0.01), epsilon: epsilon, decay: decay)
        case "Adam":
            bare = Adam.keras2(
                learningRate: try number("lr", 0.001), beta1: beta1, beta2: beta2, epsilon: epsilon, decay: decay,
                amsgrad: try config.flag("amsgrad", default: false))
        case "Adamax":
            bare = Adamax.keras2(
                learningRate: try number("lr", 0.002), beta1: beta1, beta2: beta2, epsilon: epsilon, decay: decay)
        case "Nadam":
            bare = Nadam.keras2(
                learningRate: try number("lr", 0.002), beta1: beta1, beta2: beta2, epsilon: epsilon,
                scheduleDecay: try number("schedule_decay", 0.004))
        case "RMSprop":
            bare = RMSprop.keras2(
                learningRate: try number("lr", 0.001), rho: try number("rho", 0.9), epsilon: epsilon, decay: decay)
        case "SGD":
            bare = SGD.keras2(
                learningRate: try number("lr", 0.01), momentum: try number("momentum", 0), decay: decay,
                nesterov: try config.flag("nesterov", default: false))
        default: throw Unsupported("optimizer \(name)")
        }
        // Keras 2 clips by the norm of all gradients together.
        let (norm, value) = (try config.number("clipnorm"), try config.number("clipvalue"))
        try config.finish()
        guard norm != nil || value != nil else { return (bare, decay) }
        return (bare.with(clipvalue: value, globalClipnorm: norm), decay)
    }
}
