import VerbatimGraph
import VerbatimTensor

/// Dot-product attention: `softmax(scores) · value` with `scores = query · keyt`, for `concat` `w * sum(tanh(q + k))`.
///
/// With a scale the scores are multiplied by it, for `concat` the sums inside the tanh.
///
/// Inputs are query and value, and maybe a key, which is the value otherwise. Positions that the value's mask leaves out, or
/// the causal mask, get a score less 1e9, for f16 less 65504; outputs that the query's mask leaves out are 0.
///
/// - Shapes: query `[batch, Tq, features]`, value `[batch, Tv, depth]`, key `[batch, Tv, features]` `-> [batch, Tq, depth]`,
///   and the weights `[batch, Tq, Tv]` if they are returned
/// - Parameters: `scale []` if it is used, `concat_score_weight []` for `concat`
/// - Draws: `keep [batch, Tq, Tv]`
public final class Attention: Layer {
    /// Whether a trained scale multiplies the scores.
    public let useScale: Bool
    /// How a query and a key are compared.
    public let scoreMode: AttentionScore
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
        useScale: Bool = false, scoreMode: AttentionScore = .dot, dropout: Double = 0, seed: Int? = nil,
        useCausalMask: Bool = false, returnAttentionScores: Bool = false, name: String? = nil,
        dtypePolicy: DTypePolicy? = nil
    ) {
        self.useScale = useScale
        self.scoreMode = scoreMode
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
        let scale = useScale ? try context.parameter("scale", [], .ones, elementType: query.elementType) : nil
        switch scoreMode {
        case .dot:
            let products = matmul(query, key.swappedAxes(-2, -1))
            return scale.map { products * $0 } ?? products
        case .concat:
            let weight = try context.parameter("concat_score_weight", [], .ones, elementType: query.elementType)
            let sums = query.expandedDimensions(axes: -2) + key.expandedDimensions(axes: -3)
            return weight * tanh(scale.map { $0 * sums } ?? sums).sum(axes: -1)
        }
    }
}
