import VerbatimGraph
import VerbatimTensor

/// A convolution of each channel on its own over height and width, then one that mixes the channels place by place.
///
/// - Shapes: `[batch, height, width, channels] -> [batch, height', width', filters]`
/// - Parameters: `depthwise_kernel [kernel height, kernel width, channels, depthMultiplier]`,
///   `pointwise_kernel [1, 1, channels * depthMultiplier, filters]`, `bias [filters]`, of the input's element type
public final class SeparableConv2D: UnaryLayer {
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
    /// The number of outputs of a channel.
    public let depthMultiplier: Int
    /// The function applied at the end.
    public let activation: Configured<any ActivationFunction>
    /// Whether a bias is added.
    public let useBias: Bool
    /// What draws the first kernel's initial values.
    public let depthwiseInitializer: Configured<any Initializer>
    /// What draws the second kernel's initial values.
    public let pointwiseInitializer: Configured<any Initializer>
    /// What draws the bias' initial values.
    public let biasInitializer: Configured<any Initializer>
    /// The penalty on the first kernel; nil sets none.
    public let depthwiseRegularizer: Configured<any Regularizer>?
    /// The penalty on the second kernel; nil sets none.
    public let pointwiseRegularizer: Configured<any Regularizer>?
    /// The penalty on the bias; nil sets none.
    public let biasRegularizer: Configured<any Regularizer>?
    /// The penalty on the output; nil sets none.
    public let activityRegularizer: Configured<any Regularizer>?
    /// What first kernel is made to keep to after each update; nil leaves it free.
    public let depthwiseConstraint: Configured<any Constraint>?
    /// What second kernel is made to keep to after each update; nil leaves it free.
    public let pointwiseConstraint: Configured<any Constraint>?
    /// What bias is made to keep to after each update; nil leaves it free.
    public let biasConstraint: Configured<any Constraint>?
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// Makes a separable convolution layer.
    public init(
        _ filters: Int, kernelSize: Extent2D, strides: Extent2D = 1, padding: Padding = .valid,
        dataFormat: DataFormat = .channelsLast, dilationRate: Extent2D = 1, depthMultiplier: Int = 1,
        activation: any ActivationFunction = .linear, useBias: Bool = true,
        depthwiseInitializer: any Initializer = .glorotUniform, pointwiseInitializer: any Initializer = .glorotUniform,
        biasInitializer: any Initializer = .zeros, depthwiseRegularizer: (any Regularizer)? = nil,
        pointwiseRegularizer: (any Regularizer)? = nil, biasRegularizer: (any Regularizer)? = nil,
        activityRegularizer: (any Regularizer)? = nil, depthwiseConstraint: (any Constraint)? = nil,
        pointwiseConstraint: (any Constraint)? = nil, biasConstraint: (any Constraint)? = nil, name: String? = nil,
        dtypePolicy: DTypePolicy? = nil
    ) {
        self.filters = filters
        self.kernelSize = kernelSize
        self.strides = strides
        self.padding = padding
        self.dataFormat = dataFormat
        self.dilationRate = dilationRate
        self.depthMultiplier = depthMultiplier
        self.activation = Configured(activation)
        self.useBias = useBias
        self.depthwiseInitializer = Configured(depthwiseInitializer)
        self.pointwiseInitializer = Configured(pointwiseInitializer)
        self.biasInitializer = Configured(biasInitializer)
        self.depthwiseRegularizer = depthwiseRegularizer.map { Configured($0) }
        self.pointwiseRegularizer = pointwiseRegularizer.map { Configured($0) }
        self.biasRegularizer = biasRegularizer.map { Configured($0) }
        self.activityRegularizer = activityRegularizer.map { Configured($0) }
        self.depthwiseConstraint = depthwiseConstraint.map { Configured($0) }
        self.pointwiseConstraint = pointwiseConstraint.map { Configured($0) }
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
            filters > 0 && depthMultiplier > 0 && channels > 0, "has no outputs",
            received: "\(channels) channels times \(depthMultiplier), \(filters) filters", expected: "1 or more of each"
        )
        let depthwise = try context.parameter(
            "depthwise_kernel", window + [channels, depthMultiplier], depthwiseInitializer.value,
            elementType: x.elementType, regularizer: depthwiseRegularizer?.value, constraint: depthwiseConstraint?.value
        )
        let pointwise = try context.parameter(
            "pointwise_kernel", [1, 1, channels * depthMultiplier, filters], pointwiseInitializer.value,
            elementType: x.elementType, regularizer: pointwiseRegularizer?.value, constraint: pointwiseConstraint?.value
        )
        let spread = depthwiseConvolution(image, depthwise, strides: strides, padding: padding, dilations: dilations)
        let result = convolution(spread, pointwise)
        return try context.finish(
            result, filters: filters, useBias: useBias, biasInitializer.value, biasRegularizer?.value,
            biasConstraint?.value,
            activation.value, activityRegularizer?.value, dataFormat)
    }
}
