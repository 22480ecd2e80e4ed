import VerbatimGraph
import VerbatimTensor

/// The mean of each window, by channel; cells of padding are not counted.
///
/// The window's sum folds in row-major order from 0, then is divided by the number of cells inside the input.
///
/// - Shapes: `[batch, height, width, channels] -> [batch, height', width', channels]`
public final class AveragePooling2D: UnaryLayer {
    /// The window.
    public let poolSize: Extent2D
    /// The window's step; nil is the window.
    public let strides: Extent2D?
    /// How edges are treated.
    public let padding: Padding
    /// Where the channels are.
    public let dataFormat: DataFormat
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// Makes a pooling layer; strides default to the window.
    public init(
        _ poolSize: Extent2D = 2, strides: Extent2D? = nil, padding: Padding = .valid,
        dataFormat: DataFormat = .channelsLast, name: String? = nil, dtypePolicy: DTypePolicy? = nil
    ) {
        self.poolSize = poolSize
        self.strides = strides
        self.padding = padding
        self.dataFormat = dataFormat
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        let image = x.channelsLast(from: dataFormat)
        let (window, strides) = (poolSize.list, (self.strides ?? poolSize).list)
        try context.require(
            padding != .causal, "has a causal padding, which pooling lacks", received: "causal",
            expected: "valid or same")
        try context.expectWindow(image, size: window, strides: strides, padding: padding)
        return averagePool(image, window: window, strides: strides, padding: padding).channelsLast(to: dataFormat)
    }
}
