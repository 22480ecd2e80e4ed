import VerbatimGraph
import VerbatimTensor

/// A random part of the images in training, or their middle, resized, where they are too small.
///
/// One place serves the batch.
///
/// Otherwise it passes its input.
///
/// - Shapes: `[batch, height, width, channels] -> [batch, height', width', channels]`
/// - Draws: `top [1]`, `left [1]`
public final class RandomCrop: UnaryLayer {
    /// The height of the output.
    public let height: Int
    /// The width of the output.
    public let width: Int
    /// Where the channels are.
    public let dataFormat: DataFormat
    /// Replaces the structural path in the keys of the draws.
    public let seed: Int?
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// Makes a cropping layer.
    public init(
        height: Int, width: Int, dataFormat: DataFormat = .channelsLast, seed: Int? = nil, name: String? = nil,
        dtypePolicy: DTypePolicy? = nil
    ) {
        self.height = height
        self.width = width
        self.dataFormat = dataFormat
        self.seed = seed
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        let image = try context.expectImage(x, dataFormat)
        try context.require(
            height > 0 && width > 0, "has no size", received: "\(height) by \(width)", expected: "1 or more of each")
        guard context.isTraining else { return x }
        let (rows, columns) = (image.shape[1] - height, image.shape[2] - width)
        guard rows > 0, columns > 0 else {
            return resized(image, height: height, width: width, interpolation: .bilinear, cropsToAspectRatio: true)
                .channelsLast(to: dataFormat)
        }
        func start(_ name: String, _ places: Int) throws -> Tensor {
            let drawn = try context.uniform(name, shape: [1]).cast(to: .f32) * (places + 1)
            return drawn.cast(to: .i32).reshaped([])
        }
        return image.window(
            starts: [Tensor(0 as Int32), try start("top", rows), try start("left", columns), Tensor(0 as Int32)],
            sizes: [image.shape[0], height, width, image.shape[3]]
        ).channelsLast(to: dataFormat)
    }
}
