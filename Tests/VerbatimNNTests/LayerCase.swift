import Testing
import Verbatim

/// A layer with the facts that the harness checks: shapes, parameters, and an input that it refuses.
struct LayerCase: Sendable, CustomTestStringConvertible {
    /// What the layer is, for the report.
    let title: String
    /// Makes the layer afresh.
    let make: @Sendable () -> any Layer
    /// The shape of one sample of each input.
    let inputs: [[Int]]
    /// The shape of one sample of the output.
    let output: [Int]
    /// The paths and shapes of parameters and states, in order.
    let variables: [(path: String, shape: [Int])]
    /// Batches that the layer refuses.
    let wrong: [TensorType]?
    /// The least batch; 1 where nothing cannot be normalised.
    let leastBatch: Int
    /// The range of whole numbers that the layer takes, where it takes them.
    let integers: Range<Int>?
    /// Whether gradients pass that finite differences see.
    let isSmooth: Bool
    /// Whether a training step may be taken on 16-bit floats, in which its functions still have a range to work in.
    let isNarrow: Bool

    init(
        _ title: String, _ input: [Int], _ output: [Int], _ variables: [(path: String, shape: [Int])] = [],
        wrong: TensorType? = nil, leastBatch: Int = 0, integers: Range<Int>? = nil, isSmooth: Bool = true,
        isNarrow: Bool = true, _ make: @escaping @Sendable () -> any Layer
    ) {
        self.title = title
        self.make = make
        inputs = [input]
        self.output = output
        self.variables = variables
        self.wrong = wrong.map { [$0] }
        self.leastBatch = leastBatch
        self.integers = integers
        self.isSmooth = isSmooth
        self.isNarrow = isNarrow
    }

    /// A layer of several inputs.
    init(
        _ title: String, inputs: [[Int]], _ output: [Int], _ variables: [(path: String, shape: [Int])] = [],
        wrong: [TensorType]?, _ make: @escaping @Sendable () -> any Layer
    ) {
        self.title = title
        self.make = make
        self.inputs = inputs
        self.output = output
        self.wrong = wrong
        self.variables = variables
        leastBatch = 0
        integers = nil
        isSmooth = true
        isNarrow = true
    }

    var testDescription: String { title }

    /// The types of a batch; f64 for gradient checks.
    func types(batch: Int, _ element: ElementType = .f32) -> [TensorType] {
        inputs.map { TensorType([batch] + $0, integers == nil ? element : .i32) }
    }

    /// A model of the layer, made afresh, and of layers after it.
    func model(_ after: [any Layer] = [], name: String? = nil) -> Model {
        guard inputs.count > 1 else { return Sequential([make()] + after, name: name) }
        let symbols = inputs.map { _ in Input(elementType: nil) }
        let merging = make()
        var output = merging(symbols)
        for layer in after { output = layer([output]) }
        return Model(inputs: symbols, outputs: [output], name: name)
    }

    static let flat: TensorType = TensorType([4, 3], .f32)

    /// The cases of all layers.
    static let all: [LayerCase] =
        first + core + normalizations + windows + convolutions + recurrences + attentions + random + images
        + categories

    private static let first: [LayerCase] = [
        LayerCase(
            "Dense", [5], [4], [("dense.1/kernel", [5, 4]), ("dense.1/bias", [4])], wrong: TensorType([3], .f32)
        ) { Dense(4) },
        LayerCase("Dense on sequences, tanh, no bias", [3, 5], [3, 2], [("dense.1/kernel", [5, 2])]) {
            Dense(2, activation: .tanh, useBias: false, kernelInitializer: .heNormal)
        },
        LayerCase(
            "Conv2D", [6, 5, 3], [4, 3, 4],
            [("conv2D.1/kernel", [3, 3, 3, 4]), ("conv2D.1/bias", [4])], wrong: flat
        ) { Conv2D(4, kernelSize: 3) },
        LayerCase(
            "Conv2D same, strides, relu", [7, 6, 2], [4, 3, 3],
            [("conv2D.1/kernel", [3, 2, 2, 3]), ("conv2D.1/bias", [3])], wrong: TensorType([1, 2, 3], .f32)
        ) { Conv2D(3, kernelSize: [3, 2], strides: 2, padding: .same, activation: .relu) },
        LayerCase(
            "Conv2D groups, dilation", [7, 7, 4], [3, 3, 6], [("conv2D.1/kernel", [3, 3, 2, 6])],
            wrong: TensorType([1, 7, 7, 3], .f32)
        ) { Conv2D(6, kernelSize: 3, dilationRate: 2, groups: 2, useBias: false) },
        LayerCase("MaxPooling2D", [7, 6, 2], [3, 3, 2], wrong: TensorType([2, 1, 1, 3], .f32)) { MaxPooling2D() },
        LayerCase("MaxPooling2D same, overlapping", [7, 6, 2], [4, 3, 2], wrong: flat) {
            MaxPooling2D(3, strides: 2, padding: .same)
        },
        LayerCase("AveragePooling2D", [7, 6, 2], [3, 3, 2], wrong: TensorType([2, 1, 1, 3], .f32)) {
            AveragePooling2D()
        },
        LayerCase("AveragePooling2D same", [7, 5, 2], [4, 3, 2], wrong: flat) {
            AveragePooling2D([3, 2], strides: 2, padding: .same)
        },
        LayerCase("Flatten", [3, 2, 4], [24], wrong: TensorType([], .f32)) { Flatten() },
        LayerCase("Reshape", [3, 2, 4], [6, 4], wrong: TensorType([2, 5], .f32)) { Reshape([6, -1]) },
        LayerCase("Activation", [3, 4], [3, 4]) { Activation(.sigmoid) },
        LayerCase("ReLU", [9], [9]) { ReLU() },
        LayerCase("ReLU bounded, leaky, from a threshold", [9], [9]) {
            ReLU(maxValue: 1.5, negativeSlope: 0.25, threshold: 0.5)
        },
        LayerCase("Softmax", [5], [5], wrong: TensorType([2, 5], .i32)) { Softmax() },
        LayerCase("Softmax along an inner axis", [4, 3], [4, 3], wrong: TensorType([2], .f32)) { Softmax(axis: 1) },
        LayerCase("Sigmoid", [5], [5], wrong: TensorType([2, 5], .i32)) { Sigmoid() },
        LayerCase("Tanh", [5], [5], wrong: TensorType([2, 5], .i32)) { Tanh() },
        LayerCase("Dropout", [6, 5], [6, 5], wrong: TensorType([2, 5], .i32)) { Dropout(0.4) },
        LayerCase("Dropout of whole columns", [6, 5], [6, 5], wrong: TensorType([2, 5], .f32)) {
            Dropout(0.4, noiseShape: [nil, 1, nil], seed: 3)
        },
        LayerCase(
            "BatchNormalization", [4],
            [4],
            [
                ("batchNormalization.1/gamma", [4]), ("batchNormalization.1/beta", [4]),
                ("batchNormalization.1/moving_mean", [4]), ("batchNormalization.1/moving_variance", [4]),
            ], wrong: TensorType([4], .f32), leastBatch: 1
        ) { BatchNormalization() },
        // With these bounds the corrections are constants, as their gradient takes them.
        LayerCase(
            "BatchNormalization with renormalisation", [4], [4],
            [
                ("batchNormalization.1/gamma", [4]), ("batchNormalization.1/beta", [4]),
                ("batchNormalization.1/moving_mean", [4]), ("batchNormalization.1/moving_variance", [4]),
                ("batchNormalization.1/moving_stddev", [4]), ("batchNormalization.1/renorm_mean", [4]),
                ("batchNormalization.1/renorm_stddev", [4]),
            ], wrong: TensorType([4], .f32), leastBatch: 1
        ) { BatchNormalization(renorm: BatchRenormalization(rmax: 1, rmin: 1, dmax: 0)) },
        LayerCase(
            "BatchNormalization of images, first axis", [3, 4, 5], [3, 4, 5],
            [
                ("batchNormalization.1/gamma", [3]), ("batchNormalization.1/moving_mean", [3]),
                ("batchNormalization.1/moving_variance", [3]),
            ], wrong: TensorType([4], .f32), leastBatch: 1
        ) { BatchNormalization(axis: 1, momentum: 0.9, epsilon: 0.01, center: false) },
        LayerCase(
            "Embedding", [4], [4, 3], [("embedding.1/embeddings", [7, 3])], wrong: TensorType([2, 4], .f32),
            integers: 0..<7
        ) { Embedding(7, 3) },
        LayerCase("GlobalAveragePooling2D", [5, 3, 4], [4], wrong: flat) { GlobalAveragePooling2D() },
        LayerCase(
            "GlobalAveragePooling2D, dimensions kept", [20, 20, 2], [1, 1, 2], wrong: TensorType([2, 0, 3, 1], .f32)
        ) { GlobalAveragePooling2D(keepDimensions: true) },
        LayerCase("Add", inputs: [[3, 4], [3, 4], [3, 4]], [3, 4], wrong: [flat, TensorType([4, 2], .f32)]) { Add() },
        LayerCase("Add of one", inputs: [[3]], [3], wrong: [TensorType([], .f32)]) { Add() },
        LayerCase(
            "Add of another rank", inputs: [[4], [3, 1], [2, 3, 4]], [2, 3, 4],
            wrong: [flat, TensorType([1, 3], .f32)]
        ) { Add() },
        LayerCase("Subtract", inputs: [[3, 4], [1, 4]], [3, 4], wrong: [flat, flat, flat]) { Subtract() },
        LayerCase("Multiply", inputs: [[3, 4], [4], [3, 1]], [3, 4], wrong: []) { Multiply() },
        LayerCase("Average", inputs: [[5], [5], [5]], [5], wrong: [TensorType([2, 5], .i32)]) { Average() },
        LayerCase("Maximum", inputs: [[3, 4], [3, 4], [4]], [3, 4], wrong: [flat, TensorType([4, 2], .f32)]) {
            Maximum()
        },
        LayerCase("Minimum", inputs: [[3, 4], [3, 4], [4]], [3, 4], wrong: [flat, TensorType([4, 2], .f32)]) {
            Minimum()
        },
        LayerCase(
            "Concatenate", inputs: [[3, 4], [3, 1], [3, 2]], [3, 7], wrong: [flat, TensorType([4, 3, 1], .f32)]
        ) {
            Concatenate()
        },
        LayerCase(
            "Concatenate along an inner axis", inputs: [[2, 4], [3, 4]], [5, 4],
            wrong: [TensorType([1, 2, 4], .f32), TensorType([1, 2, 3], .f32)]
        ) {
            Concatenate(axis: 1)
        },
    ]
}
