import VerbatimTensor

/// The mean over height and width, by channel.
///
/// - Shapes: `[batch, height, width, channels] -> [batch, channels]`, or `[batch, 1, 1, channels]` where the dimensions
///   are kept.
public final class GlobalAveragePooling2D: UnaryLayer {
    /// Whether height and width stay, with size 1.
    public let keepDimensions: Bool
    /// The label for prints.
    public let name: String?

    /// Makes a pooling layer.
    public init(keepDimensions: Bool = false, name: String? = nil) {
        self.keepDimensions = keepDimensions
        self.name = name
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        try context.expect(x, rank: 4, "[batch, height, width, channels]")
        try context.expectFloat(x)
        try context.require(
            x.shape[1] > 0 && x.shape[2] > 0, "has nothing to take a mean of", received: "input \(x.shape)",
            expected: "height and width of at least 1")
        return x.mean(axes: [1, 2], keepDimensions: keepDimensions)
    }
}
