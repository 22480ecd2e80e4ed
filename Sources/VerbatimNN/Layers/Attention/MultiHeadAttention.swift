import VerbatimGraph
import VerbatimTensor

/// Attention of several heads: projections of query, key and value, `softmax(q · kt / sqrt(keyDim)) · v` per head, and a projection.
///
/// Inputs are query and value, and maybe a key, which is the value otherwise, and maybe booleans `[batch, Tq, Tv]` or
/// `[batch, heads, Tq, Tv]` that say who attends to whom. These, the masks of the inputs, the causal one and the window's are
/// joined; where one says no, the score becomes -0.7 times the greatest number of its type. Where there is dropout, or weights
/// come out, or several axes are attended over, its weight is then 0, even in a row that is left out wholly. A gate
/// multiplies each head's result by `gate(query · kernel + bias)`.
///
/// Of inputs with more dimensions, those of `attentionAxes` are attended over as if they were one, each place of the others
/// for itself; booleans then have the batch, the query's dimensions and the value's.
///
/// - Shapes: query `[batch, Tq, features]`, value and key `[batch, Tv, ...]` `-> [batch, Tq, outputSize]`, by default the
///   query's features, or `[batch, Tq, outputShape...]`; and the weights `[batch, heads, Tq, Tv]` if they are returned, each T
///   for as many dimensions as are attended over, and the others behind the batch
/// - Parameters: `query/kernel [features, heads, keyDim]`, `query/bias [heads, keyDim]`, `key/...` and `value/...` likewise,
///   `gate/...` as the value's if there is one, `attention_output/kernel [heads, valueDim, outputSize]`,
///   `attention_output/bias [outputSize]`
/// - Draws: `keep [batch, heads, Tq, Tv]`
public final class MultiHeadAttention: Layer {
    /// The number of heads.
    public let numHeads: Int
    /// The size of a head's query and key.
    public let keyDim: Int
    /// The size of a head's value; nil is that of the key.
    public let valueDim: Int?
    /// The part of the weights that is set to zero in training.
    public let dropout: Double
    /// Whether biases are added.
    public let useBias: Bool
    /// The size of the output; nil is that of the query.
    public let outputSize: Int?
    /// The dimensions of the output behind those of the query; nil is one, `outputSize`.
    public let outputShape: [Int]?
    /// The dimensions that are attended over; nil takes all between the batch and the features.
    public let attentionAxes: [Int]?
    /// How far positions attend, one more than the distance; nil sets no bound.
    public let slidingWindow: Int?
    /// The function of the gate, `.sigmoid` in Keras; nil leaves the heads' results as they are.
    public let gate: Configured<any ActivationFunction>?
    /// What draws the kernels' initial values.
    public let kernelInitializer: Configured<any Initializer>
    /// What draws the biases' initial values.
    public let biasInitializer: Configured<any Initializer>
    /// The penalty on each kernel; nil sets none.
    public let kernelRegularizer: Configured<any Regularizer>?
    /// The penalty on each bias; nil sets none.
    public let biasRegularizer: Configured<any Regularizer>?
    /// The penalty on the output; nil sets none.
    public let activityRegularizer: Configured<any Regularizer>?
    /// What each kernel is made to keep to after each update; nil leaves it free.
    public let kernelConstraint: Configured<any Constraint>?
    /// What each bias is made to keep to after each update; nil leaves it free.
    public let biasConstraint: Configured<any Constraint>?
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
        numHeads: Int, keyDim: Int, valueDim: Int? = nil, dropout: Double = 0, useBias: Bool = true,
        outputSize: Int? = nil, outputShape: [Int]? = nil, attentionAxes: [Int]? = nil, slidingWindow: Int? = nil,
        gate: (any ActivationFunction)? = nil, kernelInitializer: any Initializer = .glorotUniform,
        biasInitializer: any Initializer = .zeros, kernelRegularizer: (any Regularizer)? = nil,
        biasRegularizer: (any Regularizer)? = nil, activityRegularizer: (any Regularizer)? = nil,
        kernelConstraint: (any Constraint)? = nil, biasConstraint: (any Constraint)? = nil, seed: Int? = nil,
        useCausalMask: Bool = false, returnAttentionScores: Bool = false, name: String? = nil,
        dtypePolicy: DTypePolicy? = nil
    ) {
        self.numHeads = numHeads
        self.keyDim = keyDim
        self.valueDim = valueDim
        self.dropout = dropout
        self.useBias = useBias
        self.outputSize = outputSize
        self.outputShape = outputShape
        self.attentionAxes = attentionAxes
        self.slidingWindow = slidingWindow
        self.gate = gate.map { Configured($0) }
        self.kernelInitializer = Configured(kernelInitializer)
        self.biasInitializer = Configured(biasInitializer)
        self.kernelRegularizer = kernelRegularizer.map { Configured($0) }
        self.biasRegularizer = biasRegularizer.map { Configured($0) }
        self.activityRegularizer = activityRegularizer.map { Configured($0) }
        self.kernelConstraint = kernelConstraint.map { Configured($0) }
        self.biasConstraint = biasConstraint.map { Configured($0) }
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
        try context.require(
            numHeads > 0 && keyDim > 0 && (valueDim ?? 1) > 0, "needs heads", received: "\(numHeads) of \(keyDim)",
            expected: "1 or more of size 1 or more")
        let fold = try AttentionFold(inputs, axes: attentionAxes, context)
        let (query, value, key, given) = try context.multiHeadInputs(fold.inputs)
        let size = valueDim ?? keyDim
        let q = try projected(query, "query", heads: numHeads, size: keyDim, &context)
        let k = try projected(key, "key", heads: numHeads, size: keyDim, &context)
        let v = try projected(value, "value", heads: numHeads, size: size, &context)
        let mask = context.attentionMask(
            query: query, value: value, key: inputs.count > 2 ? key : nil, given: given, isCausal: useCausalMask,
            window: slidingWindow)
        var (attended, weights) = try context.attended(
            q, k, v, mask: mask, dropout: dropout, scale: keyDim,
            zeroing: (dropout > 0 || returnAttentionScores || inputs[0].rank > 3)
                && (slidingWindow != nil || context.mayLeaveOutRows([query, value, key], given: given)))
        if let gate = gate?.value {
            attended = attended * gate(try projected(query, "gate", heads: numHeads, size: size, &context))
        }
        try context.require(
            outputSize == nil || outputShape == nil, "has an output of two sizes",
            received: "\(outputSize ?? 0) and \(outputShape ?? [])", expected: "outputSize or outputShape")
        let outputs = outputShape ?? [outputSize ?? query.shape[2]]
        let kernel = try parameter("attention_output/kernel", [numHeads, size] + outputs, &context, query.elementType)
        var result = tensordot(attended, kernel, axes: ([-2, -1], [0, 1]))
        if useBias { result = result + (try bias("attention_output/bias", outputs, &context, query.elementType)) }
        result = fold.unfolded(result)
        result = try context.regularized(result, activityRegularizer?.value)
        return returnAttentionScores ? [result, fold.unfolded(weights: weights)] : [result]
    }

    private func projected(
        _ x: Tensor, _ name: String, heads: Int, size: Int, _ context: inout CallContext
    ) throws -> Tensor {
        let kernel = try parameter("\(name)/kernel", [x.shape[x.rank - 1], heads, size], &context, x.elementType)
        let product = tensordot(x, kernel, axes: ([-1], [0]))
        return useBias ? product + (try bias("\(name)/bias", [heads, size], &context, x.elementType)) : product
    }

    private func parameter(
        _ name: String, _ shape: [Int], _ context: inout CallContext, _ element: ElementType
    ) throws -> Tensor {
        try context.parameter(
            name, shape, kernelInitializer.value, elementType: element, regularizer: kernelRegularizer?.value,
            constraint: kernelConstraint?.value)
    }

    private func bias(
        _ name: String, _ shape: [Int], _ context: inout CallContext, _ element: ElementType
    ) throws -> Tensor {
        try context.parameter(
            name, shape, biasInitializer.value, elementType: element, regularizer: biasRegularizer?.value,
            constraint: biasConstraint?.value)
    }
}
