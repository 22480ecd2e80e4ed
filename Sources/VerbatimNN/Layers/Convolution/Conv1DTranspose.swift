import VerbatimGraph
import VerbatimTensor

/// A transposed convolution over a sequence: what takes a convolution's output back to its input's shape.
///
/// Without an output padding a size becomes `size * stride`, for valid padding `size * stride + max(0, window - stride)`,
/// the window with its holes. The contracted index space is (window, input channel) of the kernel
/// turned around; holes between inputs are no terms.
///
/// - Shapes: `[batch, length, channels] -> [batch, length', filters]`
/// - Parameters: `kernel [window, filters, channels]`, `bias [filters]`,
///   of the input's element type
public final class Conv1DTranspose: UnaryLayer {
    /// The number of output channels.
    public let filters: Int
    /// The window.
    public let kernelSize: Int
    /// The window's step.
    public let strides: Int
    /// How edges are treated.
    public let padding: Padding
    /// What the output has beyond its least size; nil as stated above.
    public let outputPadding: Int?
    /// Where the channels are.
    public let dataFormat: DataFormat
    /// The distance between neighbouring elements of the window.
    public let dilationRate: Int
    /// The function applied at the end.
    public let activation: Configured<any ActivationFunction>
    /// Whether a bias is added.
    public let useBias: Bool
    /// What draws the kernel's initial values.
    public let kernelInitializer: Configured<any Initializer>
    /// What draws the bias' initial values.
    public let biasInitializer: Configured<any Initializer>
    /// The penalty on the kernel; nil sets none.
    public let kernelRegularizer: Configured<any Regularizer>?
    /// The penalty on the bias; nil sets none.
    public let biasRegularizer: Configured<any Regularizer>?
    /// The penalty on the output; nil sets none.
    public let activityRegularizer: Configured<any Regularizer>?
    /// What kernel is made to keep to after each update; nil leaves it free.
    public let kernelConstraint: Configured<any Constraint>?
    /// What bias is made to keep to after each update; nil leaves it free.
    public let biasConstraint: Configured<any Constraint>?
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// Makes a transposed convolution layer.
    public init(
        _ filters: Int, kernelSize: Int, strides: Int = 1, padding: Padding = .valid, outputPadding: Int? = nil,
        dataFormat: DataFormat = .channelsLast, dilationRate: Int = 1, activation: any ActivationFunction = .linear,
        useBias: Bool = true, kernelInitializer: any Initializer = .glorotUniform,
        biasInitializer: any Initializer = .zeros, kernelRegularizer: (any Regularizer)? = nil,
        biasRegularizer: (any Regularizer)? = nil, activityRegularizer: (any Regularizer)? = nil,
        kernelConstraint: (any Constraint)? = nil, biasConstraint: (any Constraint)? = nil, name: String? = nil,
        dtypePolicy: DTypePolicy? = nil
    ) {
        self.filters = filters
        self.kernelSize = kernelSize
        self.strides = strides
        self.padding = padding
        self.outputPadding = outputPadding
        self.dataFormat = dataFormat
        self.dilationRate = dilationRate
        self.activation = Configured(activation)
        self.useBias = useBias
        self.kernelInitializer = Configured(kernelInitializer)
        self.biasInitializer = Configured(biasInitializer)
        self.kernelRegularizer = kernelRegularizer.map { Configured($0) }
        self.biasRegularizer = biasRegularizer.map { Configured($0) }
        self.activityRegularizer = activityRegularizer.map { Configured($0) }
        self.kernelConstraint = kernelConstraint.map { Configured($0) }
        self.biasConstraint = biasConstraint.map { Configured($0) }
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        let image = x.channelsLast(from: dataFormat)
        let (window, strides, dilations) = ([kernelSize], [self.strides], [dilationRate])
        try context.require(
            filters > 0 && (window + strides + dilations).allSatisfy { $0 > 0 } && padding != .causal,
            "has an option without sense",
            received:
                "\(filters) filters, window \(window), strides \(strides), dilation \(dilations), \(padding.rawValue)",
            expected: "numbers of at least 1, padding valid or same")
        try context.expect(x, rank: 3, "[batch, length, channels]")
        try context.expectFloat(x)
        try context.require(
            image.shape.dropFirst().allSatisfy { $0 > 0 }, "has nothing to convolve", received: "input \(x.shape)",
            expected: "sizes of at least 1")
        if let outputPadding {
            try context.require(
                zip([outputPadding], strides).allSatisfy { $0 >= 0 && $0 < $1 }, "has an output padding without sense",
                received: "\([outputPadding]) with strides \(strides)", expected: "from 0 to one less than the strides")
        }
        let kernel = try context.parameter(
            "kernel", window + [filters, image.shape[2]], kernelInitializer.value, elementType: x.elementType,
            regularizer: kernelRegularizer?.value, constraint: kernelConstraint?.value)
        let result = transposedConvolution(
            image, kernel, strides: strides, padding: padding, outputPadding: outputPadding.map { [$0] },
            dilations: dilations)
        return try context.finish(
            result, filters: filters, useBias: useBias, biasInitializer.value, biasRegularizer?.value,
            biasConstraint?.value,
            activation.value, activityRegularizer?.value, dataFormat)
    }
}
