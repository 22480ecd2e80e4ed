import VerbatimTensor

/// The greatest value of each window, by channel.
///
/// The first maximum in row-major window order takes the gradient; padding never wins.
///
/// - Shapes: `[batch, height, width, channels] -> [batch, height', width', channels]`
public final class MaxPooling2D: UnaryLayer {
    /// The window.
    public let poolSize: Extent2D
    /// The window's step.
    public let strides: Extent2D
    /// How edges are treated.
    public let padding: Padding
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// Makes a pooling layer; strides default to the window.
    public init(
        _ poolSize: Extent2D = 2, strides: Extent2D? = nil, padding: Padding = .valid, name: String? = nil,
        dtypePolicy: DTypePolicy? = nil
    ) {
        self.poolSize = poolSize
        self.strides = strides ?? poolSize
        self.padding = padding
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        try context.expectWindow(x, size: poolSize, strides: strides, padding: padding)
        return maxPool(x, window: poolSize.list, strides: strides.list, padding: padding)
    }
}
