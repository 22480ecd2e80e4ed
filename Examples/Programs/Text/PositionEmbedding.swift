import Verbatim

/// Adds a learned vector to each place of a sequence: a layer of the example's own.
///
/// - Shapes: `[batch, time, features] -> [batch, time, features]`
/// - Parameters: `embeddings [time, features]`
public final class PositionEmbedding: UnaryLayer {
    /// Makes the layer.
    public init() {}

    /// The input with each place's vector added.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        x + (try context.parameter("embeddings", Array(x.shape.dropFirst()), .randomUniform))
    }
}
