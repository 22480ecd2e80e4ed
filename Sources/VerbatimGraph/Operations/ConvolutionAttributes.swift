/// Attributes of `convolution`: which dimension is what, and how the window moves.
///
/// The contracted index space is the kernel's spatial dimensions, then the input feature of a group, in row-major order.
public struct ConvolutionAttributes: Sendable, Hashable {
    /// Which dimension of the operands and the result is batch, feature or spatial.
    public struct Dimensions: Sendable, Hashable {
        /// The left operand's batch dimension.
        public var inputBatch: Int
        /// The left operand's feature dimension.
        public var inputFeature: Int
        /// The left operand's spatial dimensions.
        public var inputSpatial: [Int]
        /// The kernel's input feature dimension.
        public var kernelInputFeature: Int
        /// The kernel's output feature dimension.
        public var kernelOutputFeature: Int
        /// The kernel's spatial dimensions.
        public var kernelSpatial: [Int]
        /// The result's batch dimension.
        public var outputBatch: Int
        /// The result's feature dimension.
        public var outputFeature: Int
        /// The result's spatial dimensions.
        public var outputSpatial: [Int]

        /// Makes the numbers of all dimensions.
        public init(
            inputBatch: Int, inputFeature: Int, inputSpatial: [Int], kernelInputFeature: Int, kernelOutputFeature: Int,
            kernelSpatial: [Int], outputBatch: Int, outputFeature: Int, outputSpatial: [Int]
        ) {
            self.inputBatch = inputBatch
            self.inputFeature = inputFeature
            self.inputSpatial = inputSpatial
            self.kernelInputFeature = kernelInputFeature
            self.kernelOutputFeature = kernelOutputFeature
            self.kernelSpatial = kernelSpatial
            self.outputBatch = outputBatch
            self.outputFeature = outputFeature
            self.outputSpatial = outputSpatial
        }

        /// Channels last: `[b, 0, 1, ..., f] x [0, 1, ..., i, o] -> [b, 0, 1, ..., f]`.
        public static func channelsLast(spatialRank: Int) -> Dimensions {
            let spatial = Array(1..<(spatialRank + 1))
            return Dimensions(
                inputBatch: 0, inputFeature: spatialRank + 1, inputSpatial: spatial, kernelInputFeature: spatialRank,
                kernelOutputFeature: spatialRank + 1, kernelSpatial: Array(0..<spatialRank), outputBatch: 0,
                outputFeature: spatialRank + 1, outputSpatial: spatial)
        }
    }

    /// Which dimension is what.
    public var dimensions: Dimensions
    /// The window's step in each spatial dimension.
    public var strides: [Int]
    /// The padding of each spatial dimension.
    public var padding: [EdgePadding]
    /// The distance between neighbouring input elements; the holes are never terms of the sum.
    public var lhsDilation: [Int]
    /// The distance between neighbouring kernel elements.
    public var rhsDilation: [Int]
    /// Whether the kernel is read backwards in each spatial dimension.
    public var windowReversal: [Bool]
    /// The number of groups that split input and output features.
    public var featureGroupCount: Int
    /// The number of groups that split the batch and the output features.
    public var batchGroupCount: Int

    /// Makes the attributes of a convolution; strides and dilations default to 1, padding to none, groups to 1.
    public init(
        dimensions: Dimensions, strides: [Int]? = nil, padding: [EdgePadding]? = nil, lhsDilation: [Int]? = nil,
        rhsDilation: [Int]? = nil, windowReversal: [Bool]? = nil, featureGroupCount: Int = 1, batchGroupCount: Int = 1
    ) {
        self.dimensions = dimensions
        self.strides = strides ?? dimensions.inputSpatial.map { _ in 1 }
        self.padding = padding ?? dimensions.inputSpatial.map { _ in .zero }
        self.lhsDilation = lhsDilation ?? dimensions.inputSpatial.map { _ in 1 }
        self.rhsDilation = rhsDilation ?? dimensions.inputSpatial.map { _ in 1 }
        self.windowReversal = windowReversal ?? dimensions.inputSpatial.map { _ in false }
        self.featureGroupCount = featureGroupCount
        self.batchGroupCount = batchGroupCount
    }

    func resultTypes(_ operands: [TensorType]) throws -> [TensorType] {
        let name = "stablehlo.convolution"
        try ShapeRules.count(operands, 2, name)
        let (input, kernel) = (operands[0], operands[1])
        let d = dimensions
        let spatialRank = d.inputSpatial.count
        let rank = spatialRank + 2
        try ShapeRules.require(
            input.rank == rank && kernel.rank == rank, "a convolution's operands have the wrong rank",
            received: "\(input.shape) and \(kernel.shape)",
            expected: "rank \(rank): batch, feature, \(spatialRank) spatial")
        for numbers in [
            [d.inputBatch, d.inputFeature] + d.inputSpatial,
            [d.kernelInputFeature, d.kernelOutputFeature] + d.kernelSpatial,
            [d.outputBatch, d.outputFeature] + d.outputSpatial,
        ] {
            try ShapeRules.dimensions(numbers, rank: rank, name)
            try ShapeRules.require(
                numbers.count == rank, "\(name) names too few dimensions", received: "\(numbers)", expected: "\(rank)",
                code: .configuration)
        }
        try ShapeRules.require(
            [strides, lhsDilation, rhsDilation].allSatisfy { $0.count == spatialRank && $0.allSatisfy { $0 > 0 } }
                && padding.count == spatialRank && windowReversal.count == spatialRank,
            "\(name) takes strides, dilations (at least 1), padding and reversal for each spatial dimension",
            received: "\(strides), \(lhsDilation), \(rhsDilation), \(padding.count), \(windowReversal.count)",
            expected: "\(spatialRank) of each", code: .configuration)
        try ShapeRules.require(
            input.element == kernel.element && input.element != .bool && input.element.smallFormat == nil,
            "\(name) takes two tensors of one number type",
            received: "\(input) and \(kernel)", expected: "equal number types", code: .elementType)
        let inputFeatures = input.shape[d.inputFeature]
        let outputFeatures = kernel.shape[d.kernelOutputFeature]
        let batch = input.shape[d.inputBatch]
        try ShapeRules.require(
            featureGroupCount > 0 && batchGroupCount > 0 && (featureGroupCount == 1 || batchGroupCount == 1)
                && inputFeatures % featureGroupCount == 0 && outputFeatures % featureGroupCount == 0
                && batch % batchGroupCount == 0 && outputFeatures % batchGroupCount == 0,
            "a convolution's groups do not divide its features",
            received: "\(featureGroupCount) feature and \(batchGroupCount) batch groups",
            expected: "divisors of \(inputFeatures) and \(outputFeatures) features and batch \(batch)",
            code: .configuration)
        try ShapeRules.require(
            kernel.shape[d.kernelInputFeature] == inputFeatures / featureGroupCount,
            "a convolution's kernel does not suit the input's features",
            received: "kernel \(kernel.shape) for input \(input.shape)",
            expected: "\(inputFeatures / featureGroupCount) input features in the kernel")
        var shape = [Int](repeating: 0, count: rank)
        shape[d.outputBatch] = batch / batchGroupCount
        shape[d.outputFeature] = outputFeatures
        for axis in 0..<spatialRank {
            try ShapeRules.windowed(
                fits: input.shape[d.inputSpatial[axis]], window: kernel.shape[d.kernelSpatial[axis]],
                stride: strides[axis], padding: padding[axis], baseDilation: lhsDilation[axis],
                windowDilation: rhsDilation[axis], name)
            shape[d.outputSpatial[axis]] = ShapeRules.windowed(
                size: input.shape[d.inputSpatial[axis]], window: kernel.shape[d.kernelSpatial[axis]],
                stride: strides[axis], padding: padding[axis], baseDilation: lhsDilation[axis],
                windowDilation: rhsDilation[axis])
        }
        return [input.with(shape: shape)]
    }
}
