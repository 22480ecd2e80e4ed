import Verbatim

/// The seed program's network, as a golden case asks for it, and the names that its tensors have there.
enum SeedProgram {
    /// The twelve trainable tensors in order of construction.
    static let names: [String] = ["conv1", "conv2", "conv3", "conv4", "dense1", "dense2"]
        .flatMap { ["\($0)_kernel", "\($0)_bias"] }

    /// The dropouts in order of construction.
    static let dropouts: [String] = ["dropout1", "dropout2", "dropout3"]

    /// The network, with or without the Dropout before the last layer.
    static func model(finalDropout: Bool) -> Model {
        var layers: [any Layer] = [
            Conv2D(32, kernelSize: 3, padding: .same, activation: .relu),
            Conv2D(32, kernelSize: 3, activation: .relu),
            MaxPooling2D(),
            Dropout(0.25),
            Conv2D(64, kernelSize: 3, padding: .same, activation: .relu),
            Conv2D(64, kernelSize: 3, activation: .relu),
            MaxPooling2D(),
            Dropout(0.25),
            Flatten(),
            Dense(512, activation: .relu),
        ]
        if finalDropout { layers.append(Dropout(0.5)) }
        layers.append(Dense(10, activation: .softmax))
        return Sequential(layers)
    }

    /// The metric that Keras 2 calls by a name.
    static func metric(_ name: String) throws -> any Metric {
        switch name {
        case "categorical_accuracy", "accuracy", "acc": return .categoricalAccuracy
        case "sparse_categorical_accuracy": return .sparseCategoricalAccuracy
        case "binary_accuracy": return .binaryAccuracy
        case "categorical_crossentropy": return .categoricalCrossentropy
        case "binary_crossentropy": return .binaryCrossentropy
        case "categorical_hinge": return .categoricalHinge
        case "hinge": return Hinge.keras2
        case "squared_hinge": return SquaredHinge.keras2
        case "mean_squared_error", "mse": return .meanSquaredError
        case "mean_absolute_error", "mae": return .meanAbsoluteError
        case "mean_absolute_percentage_error", "mape": return .meanAbsolutePercentageError
        default:
            throw VerbatimError(.unsupported, "golden data names an unknown metric", received: name)
        }
    }
}
