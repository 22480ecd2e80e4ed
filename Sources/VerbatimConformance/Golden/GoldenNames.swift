import Verbatim

/// The names that golden data has for the seed program's tensors, dropouts and metrics.
enum GoldenNames {
    /// The twelve trainable tensors in order of construction.
    static let tensors: [String] = ["conv1", "conv2", "conv3", "conv4", "dense1", "dense2"]
        .flatMap { ["\($0)_kernel", "\($0)_bias"] }

    /// The dropouts in order of construction.
    static let dropouts: [String] = ["dropout1", "dropout2", "dropout3"]

    /// The metric that Keras 2 calls by a name.
    static func metric(_ name: String) throws -> any Metric {
        guard let metric = metrics.first(where: { $0.names.contains(name) }) else {
            throw VerbatimError(
                .unsupported, "golden data names an unknown metric", received: name,
                expected: metrics.map { $0.names[0] }.joined(separator: ", "))
        }
        return metric.metric
    }

    private static let metrics: [(names: [String], metric: any Metric)] = [
        (["categorical_accuracy", "accuracy", "acc"], .categoricalAccuracy),
        (["sparse_categorical_accuracy"], .sparseCategoricalAccuracy), (["binary_accuracy"], .binaryAccuracy),
        (["categorical_crossentropy"], .categoricalCrossentropy), (["binary_crossentropy"], .binaryCrossentropy),
        (["categorical_hinge"], .categoricalHinge), (["hinge"], Hinge.keras2),
        (["squared_hinge"], SquaredHinge.keras2), (["mean_squared_error", "mse", "MSE"], .meanSquaredError),
        (["mean_absolute_error", "mae", "MAE"], .meanAbsoluteError),
        (["mean_absolute_percentage_error", "mape", "MAPE"], .meanAbsolutePercentageError),
    ]
}
