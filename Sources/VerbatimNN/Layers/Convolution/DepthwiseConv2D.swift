import VerbatimGraph
import VerbatimTensor

/// A convolution of each channel on its own over height and width.
///
/// - Shapes: `[batch, height, width, channels] -> [batch, height', width', channels * depthMultiplier]`, the
///   outputs of a channel together
/// - Parameters: `kernel [kernel height, kernel width, channels, depthMultiplier]`, `bias [channels * depthMultiplier]`,
///   of the input's element type
public final class DepthwiseConv2D: UnaryLayer {
    /// The window.
    public let kernelSize: Extent2D
    /// The window's step.
    public let strides: Extent2D
    /// How edges are treated.
    public let padding: Padding
    /// The number of outputs of a channel.
    public let depthMultiplier: Int
    /// Where the channels are.
    public let dataFormat: DataFormat
    /// The distance between neighbouring elements of the window.
    public let dilationRate: Extent2D
    /// The function applied at the end.
    public let activation: Configured<any ActivationFunction>
    /// Whether a bias is added.
    public let useBias: Bool
    /// What draws the kernel's initial values.
    public let depthwiseInitializer: Configured<any Initializer>
    /// What draws the bias' initial values.
    public let biasInitializer: Configured<any Initializer>
    /// The penalty on the kernel; nil sets none.
    public let depthwiseRegularizer: Configured<any Regularizer>?
    /// The penalty on the bias; nil sets none.
    public let biasRegularizer: Configured<any Regularizer>?
    /// The penalty on the output; nil sets none.
    public let activityRegularizer: Configured<any Regularizer>?
    /// What kernel is made to keep to after each update; nil leaves it free.
    public let depthwiseConstraint: Configured<any Constraint>?
    /// What bias is made to keep to after each update; nil leaves it free.
    public let biasConstraint: Configured<any Constraint>?
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// Makes a convolution layer of its window.
    public init(
        _ kernelSize: Extent2D, strides: Extent2D = 1, padding: Padding = .valid, depthMultiplier: Int = 1,
        dataFormat: DataFormat = .channelsLast, dilationRate: Extent2D = 1,
        activation: any ActivationFunction = .linear, useBias: Bool = true,
        depthwiseInitializer: any Initializer = .glorotUniform, biasInitializer: any Initializer = .zeros,
        depthwiseRegularizer: (any Regularizer)? = nil, biasRegularizer: (any Regularizer)? = nil,
        activityRegularizer: (any Regularizer)? = nil, depthwiseConstraint: (any Constraint)? = nil,
        biasConstraint: (any Constraint)? = nil, name: String? = nil, dtypePolicy: DTypePolicy? = nil
    ) {
        self.kernelSize = kernelSize
        self.strides = strides
        self.padding = padding
        self.depthMultiplier = depthMultiplier
        self.dataFormat = dataFormat
        self.dilationRate = dilationRate
        self.activation = Configured(activation)
        self.useBias = useBias
        self.depthwiseInitializer = Configured(depthwiseInitializer)
        self.biasInitializer = Configured(biasInitializer)
        self.depthwiseRegularizer = depthwiseRegularizer.map { Configured($0) }
        self.biasRegularizer = biasRegularizer.map { Configured($0) }
        self.activityRegularizer = activityRegularizer.map { Configured($0) }
        self.depthwiseConstraint = depthwiseConstraint.map { Configured($0) }
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
            depthMultiplier > 0 && channels > 0, "has no outputs",
            received: "\(channels) channels times \(depthMultiplier)", expected: "1 or more of each")
        let kernel = try context.parameter(
            "kernel", window + [channels, depthMultiplier], depthwiseInitializer.value, elementType: x.elementType,
            regularizer: depthwiseRegularizer?.value, constraint: depthwiseConstraint?.value)
        let result = depthwiseConvolution(image, kernel, strides: strides, padding: padding, dilations: dilations)
        return try context.finish(
            result, filters: channels * depthMultiplier, useBias: useBias, biasInitializer.value,
            biasRegularizer?.value, biasConstraint?.value,
            activation.value, activityRegularizer?.value, dataFormat)
    }
}
