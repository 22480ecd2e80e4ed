import VerbatimGraph
import VerbatimTensor

/// A convolution over height and width: `activation(x * kernel + bias)`.
///
/// The contracted index space is (kernel height, kernel width, input channel) in row-major order; padding is +0 that
/// takes part. With `groups`, input and output channels are split into as many independent convolutions.
///
/// - Shapes: `[batch, height, width, channels] -> [batch, height', width', filters]`
/// - Parameters: `kernel [kernel height, kernel width, channels / groups, filters]`, `bias [filters]`,
///   of the input's element type
public final class Conv2D: UnaryLayer {
    /// The number of output channels.
    public let filters: Int
    /// The window.
    public let kernelSize: Extent2D
    /// The window's step.
    public let strides: Extent2D
    /// How edges are treated.
    public let padding: Padding
    /// Where the channels are.
    public let dataFormat: DataFormat
    /// The distance between neighbouring elements of the window.
    public let dilationRate: Extent2D
    /// The number of independent convolutions that share out the channels.
    public let groups: Int
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

    /// Makes a convolution layer.
    public init(
        _ filters: Int, kernelSize: Extent2D, strides: Extent2D = 1, padding: Padding = .valid,
        dataFormat: DataFormat = .channelsLast, dilationRate: Extent2D = 1, groups: Int = 1,
        activation: any ActivationFunction = .linear, useBias: Bool = true,
        kernelInitializer: any Initializer = .glorotUniform, biasInitializer: any Initializer = .zeros,
        kernelRegularizer: (any Regularizer)? = nil, biasRegularizer: (any Regularizer)? = nil,
        activityRegularizer: (any Regularizer)? = nil, kernelConstraint: (any Constraint)? = nil,
        biasConstraint: (any Constraint)? = nil, name: String? = nil, dtypePolicy: DTypePolicy? = nil
    ) {
        self.filters = filters
        self.kernelSize = kernelSize
        self.strides = strides
        self.padding = padding
        self.dataFormat = dataFormat
        self.dilationRate = dilationRate
        self.groups = groups
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
        let (window, strides, dilations) = (kernelSize.list, self.strides.list, dilationRate.list)
        try context.expectWindow(image, size: window, strides: strides, padding: padding, dilation: dilations)
        try context.expectFloat(x)
        let channels = image.shape[3]
        try context.require(
            filters > 0 && groups > 0 && channels % groups == 0 && filters % groups == 0,
            "has groups that do not divide its channels",
            received: "\(groups) groups, \(channels) input channels, \(filters) filters",
            expected: "1 or more filters, and a divisor of both")
        let kernel = try context.parameter(
            "kernel", window + [channels / groups, filters], kernelInitializer.value, elementType: x.elementType,
            regularizer: kernelRegularizer?.value, constraint: kernelConstraint?.value)
        let result = convolution(
            image, kernel, strides: strides, padding: padding, dilations: dilations, groups: groups)
        return try context.finish(
            result, filters: filters, useBias: useBias, biasInitializer.value, biasRegularizer?.value,
            biasConstraint?.value,
            activation.value, activityRegularizer?.value, dataFormat)
    }
}
