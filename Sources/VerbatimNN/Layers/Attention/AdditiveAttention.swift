import VerbatimGraph
import VerbatimTensor

/// Bahdanau's attention: `softmax(scores) · value` with `scores = sum(scale * tanh(query + key))` over the features.
///
/// Inputs are query and value, and maybe a key, which is the value otherwise. Positions that the value's mask leaves out, or
/// the causal mask, get a score less 1e9, for f16 less 65504; outputs that the query's mask leaves out are 0.
///
/// - Shapes: query `[batch, Tq, features]`, value `[batch, Tv, depth]`, key `[batch, Tv, features]` `-> [batch, Tq, depth]`,
///   and the weights `[batch, Tq, Tv]` if they are returned
/// - Parameters: `scale [features]` if it is used
/// - Draws: `keep [batch, Tq, Tv]`
public final class AdditiveAttention: Layer {
    /// Whether a trained scale weighs the features.
    public let useScale: Bool
    /// The part of the weights that is set to zero in training.
    public let dropout: Double
    /// Replaces the structural path in the keys of the draws.
    public let seed: Int?
    /// Whether a position attends only to those up to itself.
    public let useCausalMask: Bool
    /// Whether the weights come out behind the output.
    public let returnAttentionScores: Bool
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// The mask is passed on.
    public static var passesMask: Bool { true }

    /// Makes an attention layer.
    public init(
        useScale: Bool = true, dropout: Double = 0, seed: Int? = nil, useCausalMask: Bool = false,
        returnAttentionScores: Bool = false, name: String? = nil, dtypePolicy: DTypePolicy? = nil
    ) {
        self.useScale = useScale
        self.dropout = dropout
        self.seed = seed
        self.useCausalMask = useCausalMask
        self.returnAttentionScores = returnAttentionScores
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ inputs: [Tensor], _ context: inout CallContext) throws -> [Tensor] {
        let (query, value, key) = try context.attentionInputs(inputs)
        let scores = try scores(query, key, &context)
        var mask = context.mask(of: value).map { $0.expandedDimensions(axes: 1) }
        if useCausalMask {
            let causal = causalMask(queries: query.shape[1], keys: key.shape[1]).expandedDimensions(axes: 0)
            mask = mask.map { $0 .& causal } ?? causal
        }
        let far: Double = scores.elementType == .f16 ? 65504 : 1e9
        let weights = softmax(mask.map { which($0, scores, scores - far) } ?? scores)
        let kept = try context.dropped(weights, "keep", dropout)
        var result = matmul(kept, value)
        if let queryMask = context.mask(of: query) {
            result = which(queryMask.expandedDimensions(axes: -1), result, Tensor.zeros(like: result))
        }
        return returnAttentionScores ? [result, weights] : [result]
    }

    private func scores(_ query: Tensor, _ key: Tensor, _ context: inout CallContext) throws -> Tensor {
        let sums = tanh(query.expandedDimensions(axes: -2) + key.expandedDimensions(axes: -3))
        guard useScale else { return sums.sum(axes: -1) }
        let scale = try context.parameter(
            "scale", [query.shape[2]], .glorotUniform, elementType: query.elementType)
        return (scale * sums).sum(axes: -1)
    }
}
